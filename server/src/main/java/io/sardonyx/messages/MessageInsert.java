package io.sardonyx.messages;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is inserted into the tree: a message, the row of its answer, or both. */
record MessageInsert(
    UUID sessionId,
    @Nullable UUID messageId,
    @Nullable UUID parentId,
    @Nullable String content,
    UUID clientMessageId,
    @Nullable UUID answerId,
    @Nullable UUID node) {}
