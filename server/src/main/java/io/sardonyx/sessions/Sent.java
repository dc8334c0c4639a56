package io.sardonyx.sessions;

import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.web.Written;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was put into the tree, the session as it became, and what to publish.
 *
 * @param parentId what the answer answers
 */
record Sent(
    @Nullable Written<ChatMessage> message,
    @Nullable Written<ChatMessage> answer,
    @Nullable UUID parentId,
    @Nullable String title,
    int totalMessages,
    Instant updatedAt,
    List<Event> events) {}
