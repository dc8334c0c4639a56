package io.sardonyx.platform.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * A message between nodes about a topic, over Redis: a line {@code node kind seq at type} and a
 * body. The data of an event is carried as it is, never parsed.
 */
sealed interface BusMessage {
  String node();

  record Published(String node, Event event) implements BusMessage {}

  /**
   * @param accessVersion the topic's, as this revocation left it
   */
  record Revoked(String node, long accessVersion, ReaderChange change) implements BusMessage {}

  /** The node subscribed to the topic's channel. */
  record Subscribed(String node) implements BusMessage {}

  static String encode(String node, Event event) {
    return node + " e " + event.seq() + " " + event.at() + " " + event.type() + "\n" + event.data();
  }

  static String encodeRevoked(String node, long accessVersion, ReaderChange change) {
    return switch (change) {
      case ReaderChange.EverybodyExcept(UUID user) ->
          "%s r %d except\n%s".formatted(node, accessVersion, user);
      case ReaderChange.Only(UUID user) -> "%s r %d only\n%s".formatted(node, accessVersion, user);
    };
  }

  static String encodeSubscribed(String node) {
    return node + " s\n";
  }

  /**
   * @throws IllegalArgumentException if no node of ours sends such a message
   */
  static BusMessage decode(Topic topic, String message) {
    int end = message.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("no line");
    }
    var words = message.substring(0, end).split(" ", -1);
    var body = message.substring(end + 1);
    try {
      if (words.length == 4 && words[1].equals("r")) {
        return new Revoked(words[0], Long.parseLong(words[2]), change(words[3], body));
      }
      if (words.length == 2 && words[1].equals("s")) {
        return new Subscribed(words[0]);
      }
      if (words.length == 5 && words[1].equals("e")) {
        var event =
            new Event(topic, Long.parseLong(words[2]), words[4], Instant.parse(words[3]), body);
        return new Published(words[0], event);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
    throw new IllegalArgumentException("unknown kind");
  }

  private static ReaderChange change(String who, String userId) {
    return switch (who) {
      case "except" -> new ReaderChange.EverybodyExcept(UUID.fromString(userId));
      case "only" -> new ReaderChange.Only(UUID.fromString(userId));
      default -> throw new IllegalArgumentException("unknown change of readers");
    };
  }
}
