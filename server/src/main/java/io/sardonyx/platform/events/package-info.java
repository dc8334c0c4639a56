/**
 * Topics and their events: kinds of topics, the log (numbered without holes), publishing after the
 * commit, and delivery on every node.
 */
@NullMarked
@OwnedTables(
    value = {"platform.topics", "platform.events", "system.topic_kinds"},
    views = "platform.topic_heads")
package io.sardonyx.platform.events;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
