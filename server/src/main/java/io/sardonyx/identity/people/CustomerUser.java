package io.sardonyx.identity.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who manages the organization.
 *
 * @param role in the Workspace's team; null for somebody who is not in it, and so cannot sign in
 * @param mustChangePassword whether somebody else knows the password
 * @param isInvited whether they were invited by mail and have not accepted yet
 * @param hasSecondFactor whether they show more than a password, or a mail
 * @param appUserId who they are in the Workspace
 */
public record CustomerUser(
    UUID id,
    String email,
    String displayName,
    @Nullable String role,
    boolean isActive,
    boolean mustChangePassword,
    boolean isInvited,
    boolean hasSecondFactor,
    UUID appUserId,
    @Nullable Instant lastLoginAt,
    Instant createdAt,
    Instant updatedAt) {}
