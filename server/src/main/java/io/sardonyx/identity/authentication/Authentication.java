package io.sardonyx.identity.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Authenticator;
import io.sardonyx.platform.web.authentication.Credentials;
import io.sardonyx.platform.web.routes.RequiredAction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is calling, from what a request brought along. What it says of them is as new as
 * {@link PrincipalCache} promises, whatever their token says.
 */
@Singleton
public class Authentication implements Authenticator {
  /** What an API key begins with. */
  private static final String API_KEY = "sx_";

  private static final int MAX_API_KEY = 100;

  private final AccessTokenVerifier accessTokens;
  private final ApplicationTokenVerifier applicationTokens;
  private final PrincipalCache principals;
  private final ActivityRecorder activity;

  public Authentication(
      AccessTokenVerifier accessTokens,
      ApplicationTokenVerifier applicationTokens,
      PrincipalCache principals,
      ActivityRecorder activity) {
    this.accessTokens = accessTokens;
    this.applicationTokens = applicationTokens;
    this.principals = principals;
    this.activity = activity;
  }

  @Override
  public Caller authenticate(Credentials credentials, Set<RequiredAction> open) {
    var principal = principal(credentials);
    requireFirstSteps(principal, open);
    activity.record(principal);
    return principal
        .caller()
        .from(credentials.remoteAddress())
        .signed(signedAt(principal, credentials));
  }

  /**
   * The second factor comes before the password: whoever was told that could change it otherwise.
   * Nobody gets themselves a factor while somebody else knows the password, who could do so too.
   */
  private static void requireFirstSteps(Principal principal, Set<RequiredAction> open) {
    if (principal.mustShowSecondFactorFirst() && !open.contains(RequiredAction.SECOND_FACTOR)) {
      throw Problem.forbidden(
          "second_factor_required",
          "Show your second factor first, with POST /auth/v1/factors/{id}/verify.");
    }
    if (principal.mustChangePasswordFirst() && !open.contains(RequiredAction.PASSWORD_CHANGE)) {
      throw Problem.forbidden(
          "password_change_required",
          "Somebody else knows your password. Change it first, with PUT /api/v1/me/password.");
    }
    if (principal.mustEnrollFirst()
        && !principal.mustChangePasswordFirst()
        && !open.contains(RequiredAction.SECOND_FACTOR)) {
      throw Problem.forbidden(
          "second_factor_enrolment_required",
          "Your organization asks for a second factor. Get one first, with POST /auth/v1/factors.");
    }
  }

  /** Null where it was no application's backend that said who they are. */
  private @Nullable Instant signedAt(Principal principal, Credentials credentials) {
    var key = credentials.publishableKey();
    var token = credentials.bearer();
    return principal.login() == null && principal.key() == null && key != null && token != null
        ? applicationTokens.signedAt(key, token)
        : null;
  }

  @Override
  public @Nullable Instant goodUntil(Credentials credentials) {
    return principal(credentials).expiresAt();
  }

  /** What was said on purpose comes before what a browser sends by itself. */
  private Principal principal(Credentials credentials) {
    var bearer = credentials.bearer();
    // Clients made for Supabase send the application's key as the bearer of nobody, too; and it
    // with an access token, which says more than the key.
    if (bearer != null && !bearer.equals(credentials.publishableKey())) {
      if (credentials.publishableKey() != null && !accessTokens.isAccessToken(bearer)) {
        return applicationTokens.verify(credentials.publishableKey(), bearer);
      }
      return bearer.startsWith(API_KEY) ? ofApiKey(bearer) : accessTokens.verify(bearer);
    }
    if (credentials.apiKey() != null) {
      return ofApiKey(credentials.apiKey());
    }
    if (credentials.accessCookie() != null) {
      return ofCookie(credentials.accessCookie(), credentials);
    }
    throw Problem.unauthenticated("authentication_required", "Sign in, or send an API key.");
  }

  private Principal ofCookie(String token, Credentials credentials) {
    var principal = accessTokens.verify(token);
    var login = principal.login();
    if (credentials.isUnsafe()
        && (login == null || !accessTokens.isCsrfToken(credentials.csrf(), login.id()))) {
      throw Problem.forbidden(
          "invalid_csrf_token", "Send the CSRF token's cookie as the header X-CSRF-Token too.");
    }
    return principal;
  }

  private Principal ofApiKey(String key) {
    if (key.length() > MAX_API_KEY || !key.startsWith(API_KEY)) {
      throw keyInvalid();
    }
    return principals.ofApiKey(key).orElseThrow(Authentication::keyInvalid);
  }

  private static Problem keyInvalid() {
    return Problem.unauthenticated(
        "invalid_api_key", "This API key does not exist, has expired or was revoked.");
  }
}
