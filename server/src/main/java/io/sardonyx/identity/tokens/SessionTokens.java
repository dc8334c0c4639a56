package io.sardonyx.identity.tokens;

import io.sardonyx.identity.authentication.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * A login session's newest tokens.
 *
 * @param csrfToken what a page must send along with its cookies
 */
public record SessionTokens(
    UUID loginSessionId,
    Principal principal,
    AccessToken access,
    String refreshToken,
    Instant refreshExpiresAt,
    String csrfToken) {
  public record AccessToken(String value, Instant expiresAt) {
    @Override
    public String toString() {
      return "AccessToken";
    }
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "SessionTokens[" + loginSessionId + "]";
  }
}
