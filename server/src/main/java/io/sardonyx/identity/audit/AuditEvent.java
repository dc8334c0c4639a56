package io.sardonyx.identity.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param appUserId who did it; null for the program itself
 * @param actorName what they are called now; null once they are gone
 * @param targetName what it is called now, where that is everybody's to know
 */
public record AuditEvent(
    UUID id,
    String action,
    @Nullable UUID applicationId,
    @Nullable UUID appUserId,
    @Nullable String actorName,
    @Nullable String targetType,
    @Nullable String targetId,
    @Nullable String targetName,
    @Nullable String ipAddress,
    @Nullable String requestId,
    Map<String, Object> details,
    Instant at) {}
