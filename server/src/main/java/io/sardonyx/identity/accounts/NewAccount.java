package io.sardonyx.identity.accounts;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that is to be, of an app user who exists.
 *
 * @param passwordHash null for somebody who will choose one
 * @param confirmed whether the address is known to be theirs
 */
public record NewAccount(
    UUID appUserId,
    UUID organizationId,
    UUID applicationId,
    String email,
    @Nullable String passwordHash,
    boolean confirmed,
    Map<String, Object> userMetadata,
    Map<String, Object> appMetadata) {

  /** Without anything said about them. */
  public static NewAccount plain(
      UUID appUserId,
      UUID organizationId,
      UUID applicationId,
      String email,
      @Nullable String passwordHash) {
    return new NewAccount(
        appUserId, organizationId, applicationId, email, passwordHash, false, Map.of(), Map.of());
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "NewAccount[" + appUserId + "]";
  }
}
