package io.sardonyx.identity.keys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a program acts for its owner.
 *
 * @param prefix its first characters, to tell it from others
 * @param scopes what it may do at most; and never more than its owner
 * @param lastUsedAt to the minute
 */
public record ApiKey(
    UUID id,
    String name,
    String prefix,
    List<String> scopes,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    Instant createdAt) {}
