package io.sardonyx.feedback;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody thinks of an answer. What the answer says is not in it: the chat is its owner's.
 *
 * @param userId who says it
 * @param userName their name; null for whom the reader may not see
 * @param model that wrote the answer
 * @param personaName null where there was none, where it is gone, and for one of somebody's own
 */
public record Feedback(
    UUID id,
    UUID sessionId,
    UUID messageId,
    UUID applicationId,
    UUID userId,
    @Nullable String userName,
    @Schema(enumeration = {"up", "down"}) String rating,
    String comment,
    @Nullable String model,
    @Nullable UUID personaId,
    @Nullable String personaName,
    Instant createdAt,
    Instant updatedAt) {
  static final String RATINGS = "up|down";
  static final int COMMENT = 4_000;
}
