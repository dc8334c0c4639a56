package io.sardonyx.identity.appusers;

import io.sardonyx.identity.accounts.AccountSummary;
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
 * @param email by which they sign in by themselves; null for whom only their server vouches, and
 *     for a reader who may not manage users, as are the two that follow
 * @param emailConfirmedAt since when it is known that the mailbox is theirs
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
    @Nullable String email,
    @Nullable Instant emailConfirmedAt,
    @Nullable Boolean hasSecondFactor,
    @Nullable Instant lastLoginAt,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * As a reader may see it, who is told more or less than is in its row.
   *
   * @param contact null where there is none, or it may not be told
   */
  AppUser shown(@Nullable AccountSummary contact, boolean withLastLogin) {
    return new AppUser(
        id,
        applicationId,
        externalId,
        customerUserId,
        role,
        userType,
        username,
        displayName,
        avatarUrl,
        isActive,
        contact == null ? null : contact.email(),
        contact == null ? null : contact.emailConfirmedAt(),
        contact == null ? null : contact.hasSecondFactor(),
        withLastLogin ? lastLoginAt : null,
        createdAt,
        updatedAt);
  }
}
