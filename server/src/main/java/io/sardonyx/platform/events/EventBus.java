package io.sardonyx.platform.events;

/**
 * Delivers events to the subscribers of this node and of the others. May lose what it is given:
 * receivers repair themselves from the log.
 *
 * <p>Numbered events and revocations are published by {@link EventLog} alone, after the commit of
 * the transaction that wrote them. Features publish ephemeral events only.
 */
public interface EventBus {
  void publish(Event event);

  /**
   * Ends the subscriptions of whoever lost access, on every node. Published before the event that
   * tells of it, which they do not get.
   *
   * @param accessVersion the topic's, as this revocation left it
   */
  void publish(Revocation revocation, long accessVersion);

  /**
   * Publishes an ephemeral event: a part of an answer, typing, presence. It has no number and is in
   * no log.
   *
   * @param data a JSON object, already encoded
   */
  void publishEphemeral(Topic topic, String type, String data);

  /**
   * Opens a stream for many ephemeral events on one topic, published by one thread at a time: they
   * are sent to other nodes only while one of them subscribes to the topic. To be closed.
   */
  default EphemeralStream openEphemeral(Topic topic) {
    return (type, data) -> publishEphemeral(topic, type, data);
  }

  /** Ephemeral events of one topic. */
  interface EphemeralStream extends AutoCloseable {
    /**
     * @param data a JSON object, already encoded
     */
    void publish(String type, String data);

    @Override
    default void close() {}
  }
}
