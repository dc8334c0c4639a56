package io.sardonyx.identity.profile;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Oneself.
 *
 * @param externalId its id in the customer's own system
 * @param email of the organization's own people only
 * @param mustChangePassword whether somebody else knows the password
 */
public record Profile(
    UUID id,
    String externalId,
    @Nullable String email,
    @Nullable String username,
    String displayName,
    @Nullable String avatarUrl,
    String role,
    Map<String, Object> preferences,
    Map<String, Object> settings,
    boolean mustChangePassword,
    @Nullable Instant lastLoginAt,
    Instant createdAt) {

  /** For whoever has not shown everything that there is to show. */
  public Profile withoutPreferences() {
    return new Profile(
        id,
        externalId,
        email,
        username,
        displayName,
        avatarUrl,
        role,
        Map.of(),
        Map.of(),
        mustChangePassword,
        lastLoginAt,
        createdAt);
  }
}
