/** The event log: what happened on a topic, numbered without holes, and its way to every node. */
@NullMarked
@OwnedTables({"platform.topics", "platform.events"})
package io.sardonyx.platform.events;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
