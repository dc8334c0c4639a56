package io.sardonyx.sessions;

import io.sardonyx.platform.events.Event;
import java.util.List;

/** An answer in its final state, and what to publish. */
record Closed(ChatMessage message, List<Event> events) {}
