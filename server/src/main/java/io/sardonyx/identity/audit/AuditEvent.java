package io.sardonyx.identity.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that was done. */
public record AuditEvent(
    UUID id,
    String action,
    @Nullable UUID applicationId,
    @Nullable UUID appUserId,
    @Nullable String targetType,
    @Nullable String targetId,
    @Nullable String ipAddress,
    @Nullable String requestId,
    Map<String, Object> details,
    Instant at) {}
