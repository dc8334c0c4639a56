package io.sardonyx.identity.applications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person or bot who uses an application.
 *
 * @param externalId its id in the customer's own system
 * @param customerUserId who they are among the organization's own people; of the Workspace only
 * @param role admin, curator, user or limited
 * @param userType person or bot
 * @param lastLoginAt for the organization's people to see
 */
public record AppUser(
    UUID id,
    UUID applicationId,
    String externalId,
    @Nullable UUID customerUserId,
    String role,
    String userType,
    @Nullable String username,
    String displayName,
    @Nullable String avatarUrl,
    boolean isActive,
    @Nullable Instant lastLoginAt,
    Instant createdAt,
    Instant updatedAt) {}
