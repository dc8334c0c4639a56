package io.sardonyx.sharing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a chat can be read by a link.
 *
 * @param requiresLogin whether its readers must be signed in to the organization
 */
public record ShareLink(
    UUID sessionId, boolean requiresLogin, @Nullable Instant expiresAt, Instant createdAt) {}
