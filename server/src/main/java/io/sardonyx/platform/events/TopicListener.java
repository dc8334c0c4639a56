package io.sardonyx.platform.events;

import java.util.UUID;

/**
 * Hears of the topics that it listens to. Called under the lock of the topic, in the order in which
 * things happened: it must not block.
 */
public interface TopicListener {
  /** Events come in the order of their numbers, without holes, each once; ephemeral ones pass. */
  void deliver(Delivery delivery);

  /** The log has forgotten what was missed: only a snapshot helps. Events go on after the head. */
  void snapshotNeeded(Topic topic, long headSeq);

  /** Nobody but this user may read the topic any more. */
  void restricted(Topic topic, UUID userId);

  /** Who may read the topic has changed, or the topic is gone: ask again. */
  void accessChanged(Topic topic);
}
