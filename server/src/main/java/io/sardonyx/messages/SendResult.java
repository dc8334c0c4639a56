package io.sardonyx.messages;

import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was put into the tree, the session as it became, and what to publish.
 *
 * @param parentId what the answer answers
 */
record SendResult(
    @Nullable RawJson<ChatMessage> message,
    @Nullable RawJson<ChatMessage> answer,
    @Nullable UUID parentId,
    @Nullable String title,
    int totalMessages,
    Instant updatedAt,
    List<Event> events) {}
