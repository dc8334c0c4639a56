package io.sardonyx.identity.login;

import io.sardonyx.identity.profile.Profile;
import io.sardonyx.identity.tokens.AccessTokens;
import io.sardonyx.identity.tokens.SessionTokens;
import java.time.Instant;
import java.util.UUID;

/**
 * The answer to signing in and to refreshing.
 *
 * @param id of the login session
 * @param expiresIn seconds until the access token expires
 */
public record SessionTokensView(
    UUID id,
    String accessToken,
    String tokenType,
    long expiresIn,
    Instant expiresAt,
    String refreshToken,
    Profile user) {

  static SessionTokensView of(SessionTokens signedIn, Profile user) {
    return new SessionTokensView(
        signedIn.loginSessionId(),
        signedIn.access().value(),
        "bearer",
        AccessTokens.LIFETIME.toSeconds(),
        signedIn.access().expiresAt(),
        signedIn.refreshToken(),
        user);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "SessionTokensView[" + id + "]";
  }
}
