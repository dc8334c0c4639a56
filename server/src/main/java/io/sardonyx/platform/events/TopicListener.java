package io.sardonyx.platform.events;

/**
 * Consumes what is published on the topics that it subscribed to. Called under the lock of the
 * topic, in order: it must not block.
 */
public interface TopicListener {
  /**
   * Events come in the order of their numbers, without holes, each once; ephemeral ones at once.
   */
  void deliver(Delivery delivery);

  /** What was missed was deleted from the log; events go on after the head. */
  void snapshotNeeded(Topic topic, long headSeq);

  /** Some readers lost access; the others are not affected. */
  void accessRevoked(Topic topic, ReaderChange change);

  /** A revocation was missed, or the topic is gone: the access of every reader is in question. */
  void accessChanged(Topic topic);
}
