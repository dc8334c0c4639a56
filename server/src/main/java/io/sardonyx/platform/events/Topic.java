package io.sardonyx.platform.events;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What one can subscribe to. On the wire {@code chat_session:0199…}.
 *
 * @param kind the name of a {@link TopicKind}
 */
public record Topic(String kind, UUID id) {
  private static final Pattern FORM = Pattern.compile("([a-z][a-z_]{0,62}):([0-9a-f-]{36})");

  /**
   * Empty unless {@code text} is exactly what {@link #toString} writes. Whether there is such a
   * kind is for {@link TopicKinds} to say.
   */
  public static Optional<Topic> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var topic = new Topic(parts.group(1), UUID.fromString(parts.group(2)));
      return topic.toString().equals(text) ? Optional.of(topic) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return kind + ":" + id;
  }
}
