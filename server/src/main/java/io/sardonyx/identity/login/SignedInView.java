package io.sardonyx.identity.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sardonyx.identity.profile.Profile;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to signing in and to refreshing.
 *
 * @param id of the login session
 * @param accessToken absent when it was delivered as a cookie, and so is the refresh token
 * @param expiresIn seconds until the access token expires
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignedInView(
    UUID id,
    @Nullable String accessToken,
    String tokenType,
    long expiresIn,
    Instant expiresAt,
    @Nullable String refreshToken,
    Profile user) {

  static SignedInView of(SignedIn signedIn, Profile user, Delivery delivery) {
    boolean body = delivery == Delivery.BODY;
    return new SignedInView(
        signedIn.loginSessionId(),
        body ? signedIn.access().value() : null,
        "bearer",
        AccessTokens.LIFETIME.toSeconds(),
        signedIn.access().expiresAt(),
        body ? signedIn.refreshToken() : null,
        user);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "SignedInView[" + id + "]";
  }
}
