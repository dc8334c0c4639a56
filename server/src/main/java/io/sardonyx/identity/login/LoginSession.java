package io.sardonyx.identity.login;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in device.
 *
 * @param current whether the request that asks comes from it
 */
public record LoginSession(
    UUID id,
    String userAgent,
    @Nullable String ipAddress,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    boolean current) {}
