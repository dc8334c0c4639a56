package io.sardonyx.platform.events;

import io.sardonyx.platform.caller.Permission;

/**
 * A kind of topic. Features provide a bean of this type for each of theirs, and register who reads
 * and who writes in a migration, with {@code system.register_topic_kind}.
 */
public interface TopicKind {
  /** As the database and the wire have it. */
  String name();

  /** What a caller needs to subscribe, besides being able to read the topic. */
  Permission permission();
}
