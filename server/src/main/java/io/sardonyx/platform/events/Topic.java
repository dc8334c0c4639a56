package io.sardonyx.platform.events;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What one can subscribe to. On the wire {@code chat_session:0199…}. */
public record Topic(Kind kind, UUID id) {
  public enum Kind {
    CHAT_SESSION,
    APP_USER;

    /** As the database and the wire say it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Topic chatSession(UUID id) {
    return new Topic(Kind.CHAT_SESSION, id);
  }

  public static Topic appUser(UUID id) {
    return new Topic(Kind.APP_USER, id);
  }

  /** Empty unless {@code text} is exactly what {@link #toString} writes. */
  public static Optional<Topic> parse(String text) {
    for (var kind : Kind.values()) {
      var prefix = kind.wireName() + ":";
      if (text.startsWith(prefix) && text.length() == prefix.length() + 36) {
        try {
          var topic = new Topic(kind, UUID.fromString(text.substring(prefix.length())));
          return topic.toString().equals(text) ? Optional.of(topic) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return kind.wireName() + ":" + id;
  }
}
