package io.sardonyx.platform.events;

import java.util.UUID;

/**
 * Brings events to whoever listens on this node and the others. Called after the commit; may lose
 * what it is given, for the log is what receivers repair themselves from.
 */
public interface EventBus {
  void publish(Event event);

  /**
   * For what passes: parts of an answer, typing, presence. It has no number and is in no log.
   *
   * @param data a JSON object, already encoded
   */
  void publishEphemeral(Topic topic, String type, String data);

  /**
   * For much that passes on one topic, by one thread at a time: other nodes are told while one of
   * them listens. To be closed.
   */
  default Passing passing(Topic topic) {
    return (type, data) -> publishEphemeral(topic, type, data);
  }

  /** Events of one topic that pass. */
  interface Passing extends AutoCloseable {
    /**
     * @param data a JSON object, already encoded
     */
    void publish(String type, String data);

    @Override
    default void close() {}
  }

  /**
   * Ends, on every node, the subscriptions of everybody but {@code userId} to a topic that others
   * may no longer read. Called after the commit and before the event that tells of it is published:
   * they do not get that one.
   */
  void restrict(Topic topic, UUID userId);
}
