/** The event log: what happened on a topic, numbered without holes, and its way to every node. */
@NullMarked
package io.sardonyx.platform.events;

import org.jspecify.annotations.NullMarked;
