package io.sardonyx.platform.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * What one node tells the others about a topic over Redis: a line {@code node kind seq at type},
 * and what comes with it. The data is carried as it is, never parsed.
 */
sealed interface BusMessage {
  String node();

  record Happened(String node, Event event) implements BusMessage {}

  record Restricted(String node, UUID userId) implements BusMessage {}

  /** A node listens from now on. */
  record Joined(String node) implements BusMessage {}

  static String encode(String node, Event event) {
    return node + " e " + event.seq() + " " + event.at() + " " + event.type() + "\n" + event.data();
  }

  static String encodeRestricted(String node, UUID userId) {
    return "%s r\n%s".formatted(node, userId);
  }

  static String encodeJoined(String node) {
    return node + " j\n";
  }

  /**
   * @throws IllegalArgumentException for what no node of ours sends
   */
  static BusMessage decode(Topic topic, String message) {
    int end = message.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("no line");
    }
    var words = message.substring(0, end).split(" ", -1);
    var rest = message.substring(end + 1);
    try {
      if (words.length == 2 && words[1].equals("r")) {
        return new Restricted(words[0], UUID.fromString(rest));
      }
      if (words.length == 2 && words[1].equals("j")) {
        return new Joined(words[0]);
      }
      if (words.length == 5 && words[1].equals("e")) {
        var event =
            new Event(topic, Long.parseLong(words[2]), words[4], Instant.parse(words[3]), rest);
        return new Happened(words[0], event);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
    throw new IllegalArgumentException("unknown kind");
  }
}
