package io.sardonyx.messages;

import io.sardonyx.platform.json.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was put into the tree, and the session as it became.
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
    Instant lastActivityAt) {}
