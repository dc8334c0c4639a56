package io.sardonyx.sessions;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One app user's conversation with an assistant.
 *
 * @param userId whose it is
 * @param totalMessages of all branches; the empty root does not count
 * @param leafId the last message of the branch that is shown; of an empty session, its root
 * @param headSeq the number of the newest event on its topic
 * @param pinnedAt since when it stands above the others
 * @param isActive neither archived nor deleted
 * @param lastActivityAt when something was last said in it, up to a minute earlier than that: its
 *     place in lists
 */
public record ChatSession(
    UUID id,
    UUID userId,
    @Nullable String title,
    @Nullable String category,
    @Nullable String description,
    @Schema(enumeration = {"private", "application"}) String sharedStatus,
    @Nullable UUID personaId,
    @Nullable UUID projectId,
    int totalMessages,
    UUID leafId,
    long headSeq,
    boolean isActive,
    @Nullable Instant pinnedAt,
    @Nullable Instant archivedAt,
    @Nullable Instant deletedAt,
    Instant createdAt,
    Instant updatedAt,
    Instant lastActivityAt) {}
