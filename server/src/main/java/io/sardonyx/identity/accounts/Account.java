package io.sardonyx.identity.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How somebody signs in by themselves.
 *
 * @param customerUserId of the organization's own people only
 * @param newEmail what takes the address's place when it is confirmed
 * @param passwordHash null for somebody who was invited and has chosen none yet
 * @param role what their tokens name; what they may do here does not depend on it
 * @param userMetadata what they may change themselves
 * @param appMetadata what only the application may
 * @param saysPassword whether having signed in is not enough to change the password
 * @param factors what they show besides, oldest first
 */
public record Account(
    UUID appUserId,
    UUID organizationId,
    UUID applicationId,
    @Nullable UUID customerUserId,
    String email,
    @Nullable String newEmail,
    @Nullable String passwordHash,
    String role,
    Map<String, Object> userMetadata,
    Map<String, Object> appMetadata,
    boolean saysPassword,
    List<Factor> factors,
    Times times) {

  /** The role of whoever nobody gave another. */
  public static final String AUTHENTICATED = "authenticated";

  public Account {
    factors = List.copyOf(factors);
  }

  /**
   * When what happened, or will; null for never.
   *
   * @param passwordExpiresAt of one that somebody else knows
   * @param deletedAt of an account that nobody signs in with any more
   */
  public record Times(
      @Nullable Instant emailConfirmedAt,
      @Nullable Instant invitedAt,
      @Nullable Instant confirmationSentAt,
      @Nullable Instant recoverySentAt,
      @Nullable Instant emailChangeSentAt,
      @Nullable Instant lastSignInAt,
      @Nullable Instant bannedUntil,
      @Nullable Instant passwordExpiresAt,
      @Nullable Instant deletedAt,
      Instant createdAt,
      Instant updatedAt) {}

  /** Whether they are one of the organization's own people, in its Workspace. */
  public boolean isOfWorkspace() {
    return customerUserId != null;
  }

  /** Those of the Workspace were vouched for by whoever made them. */
  public boolean isConfirmed() {
    return times.emailConfirmedAt() != null || isOfWorkspace();
  }

  public boolean isDeleted() {
    return times.deletedAt() != null;
  }

  /** Whether a password, or a mail, is not enough. */
  public boolean hasSecondFactor() {
    return factors.stream().anyMatch(Factor::isVerified);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "Account[" + appUserId + "]";
  }
}
