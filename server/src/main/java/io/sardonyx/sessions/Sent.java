package io.sardonyx.sessions;

import io.sardonyx.platform.events.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was put into the tree, the session as it became, and what to publish. */
record Sent(
    @Nullable ChatMessage message,
    @Nullable ChatMessage answer,
    @Nullable String title,
    int totalMessages,
    Instant updatedAt,
    List<Event> events) {}
