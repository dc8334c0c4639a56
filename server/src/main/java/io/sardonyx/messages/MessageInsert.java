package io.sardonyx.messages;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is put into the tree at once: a message, the place of its answer, or both. */
record MessageInsert(
    UUID sessionId,
    @Nullable UUID messageId,
    @Nullable UUID parentId,
    @Nullable String content,
    UUID clientMessageId,
    @Nullable UUID answerId,
    @Nullable UUID node) {}
