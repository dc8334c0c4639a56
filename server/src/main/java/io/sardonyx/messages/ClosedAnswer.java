package io.sardonyx.messages;

import io.sardonyx.platform.events.Event;
import java.util.List;

/** An answer in its final state, and what to publish. */
record ClosedAnswer(ChatMessage message, List<Event> events) {}
