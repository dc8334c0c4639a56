package io.sardonyx.identity.authentication;

import io.sardonyx.identity.applications.ApplicationTokens;
import io.sardonyx.identity.login.AccessTokens;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.Tokens;
import io.sardonyx.identity.standing.LastSeen;
import io.sardonyx.identity.standing.Standing;
import io.sardonyx.identity.standing.Standings;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Authenticator;
import io.sardonyx.platform.web.Credentials;
import io.sardonyx.platform.web.FirstStep;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is calling, from what a request brought along. What it says of them is as new as
 * {@link Standings} promises, whatever their token says.
 */
@Singleton
public class Authentication implements Authenticator {
  /** What an API key begins with. */
  private static final String API_KEY = "sx_";

  private static final int MAX_API_KEY = 100;

  private final AccessTokens accessTokens;
  private final ApplicationTokens applicationTokens;
  private final Standings standings;
  private final LoginSessions loginSessions;
  private final Tokens tokens;
  private final LastSeen lastSeen;

  public Authentication(
      AccessTokens accessTokens,
      ApplicationTokens applicationTokens,
      Standings standings,
      LoginSessions loginSessions,
      Tokens tokens,
      LastSeen lastSeen) {
    this.accessTokens = accessTokens;
    this.applicationTokens = applicationTokens;
    this.standings = standings;
    this.loginSessions = loginSessions;
    this.tokens = tokens;
    this.lastSeen = lastSeen;
  }

  @Override
  public Caller authenticate(Credentials credentials, Set<FirstStep> open) {
    var standing = standing(credentials);
    requireFirstSteps(standing, open);
    lastSeen.note(standing);
    return standing
        .caller()
        .from(credentials.remoteAddress())
        .signed(signedAt(standing, credentials));
  }

  /**
   * The second factor comes before the password: whoever was told that could change it otherwise.
   * Nobody gets themselves a factor while somebody else knows the password, who could do so too.
   */
  private static void requireFirstSteps(Standing standing, Set<FirstStep> open) {
    if (standing.mustShowSecondFactorFirst() && !open.contains(FirstStep.SECOND_FACTOR)) {
      throw Problem.forbidden(
          "second_factor_required",
          "Show your second factor first, with POST /auth/v1/factors/{id}/verify.");
    }
    if (standing.mustChangePasswordFirst() && !open.contains(FirstStep.PASSWORD_CHANGE)) {
      throw Problem.forbidden(
          "password_change_required",
          "Somebody else knows your password. Change it first, with PUT /api/v1/me/password.");
    }
    if (standing.mustEnrollFirst()
        && !standing.mustChangePasswordFirst()
        && !open.contains(FirstStep.SECOND_FACTOR)) {
      throw Problem.forbidden(
          "second_factor_enrolment_required",
          "Your organization asks for a second factor. Get one first, with POST /auth/v1/factors.");
    }
  }

  /** Null where it was no application's backend that said who they are. */
  private @Nullable Instant signedAt(Standing standing, Credentials credentials) {
    var key = credentials.publishableKey();
    var token = credentials.bearer();
    return standing.login() == null && standing.key() == null && key != null && token != null
        ? applicationTokens.signedAt(key, token)
        : null;
  }

  @Override
  public @Nullable Instant goodUntil(Credentials credentials) {
    return standing(credentials).expiresAt();
  }

  /** What was said on purpose comes before what a browser sends by itself. */
  private Standing standing(Credentials credentials) {
    var bearer = credentials.bearer();
    // Clients made for Supabase send the application's key as the bearer of nobody, too; and it
    // with an access token, which says more than the key.
    if (bearer != null && !bearer.equals(credentials.publishableKey())) {
      if (credentials.publishableKey() != null && !AccessTokens.isLike(bearer)) {
        return applicationTokens.verify(credentials.publishableKey(), bearer);
      }
      return bearer.startsWith(API_KEY) ? ofApiKey(bearer) : ofAccessToken(bearer);
    }
    if (credentials.apiKey() != null) {
      return ofApiKey(credentials.apiKey());
    }
    if (credentials.accessCookie() != null) {
      return ofCookie(credentials.accessCookie(), credentials);
    }
    throw Problem.unauthenticated("credentials_missing", "Sign in, or send an API key.");
  }

  private Standing ofCookie(String token, Credentials credentials) {
    var standing = ofAccessToken(token);
    var login = standing.login();
    if (credentials.isUnsafe()
        && (login == null || !tokens.isCsrfToken(credentials.csrf(), login.id()))) {
      throw Problem.forbidden(
          "csrf_token_wrong", "Send the CSRF token's cookie as the header X-CSRF-Token too.");
    }
    return standing;
  }

  private Standing ofAccessToken(String token) {
    var claims = accessTokens.verify(token);
    var standing =
        standings
            .ofLoginSession(claims.loginSessionId())
            .filter(found -> found.who().userId().equals(claims.userId()))
            .orElseThrow(() ->
                Problem.unauthenticated(
                    "login_session_ended", "This sign-in has ended. Sign in again."));
    loginSessions.markUsed(standing, claims.generation());
    return standing;
  }

  private Standing ofApiKey(String key) {
    if (key.length() > MAX_API_KEY || !key.startsWith(API_KEY)) {
      throw keyInvalid();
    }
    return standings.ofApiKey(key).orElseThrow(Authentication::keyInvalid);
  }

  private static Problem keyInvalid() {
    return Problem.unauthenticated(
        "api_key_invalid", "This API key does not exist, has expired or was revoked.");
  }
}
