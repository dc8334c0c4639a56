package io.sardonyx.identity.login;

import io.sardonyx.identity.authentication.AccessTokenVerifier;
import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.identity.tokens.AccessTokens;
import io.sardonyx.identity.tokens.TokenIssuer;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens of login sessions: the signature, then whether the session still goes on. */
@Singleton
public class LoginSessionTokens implements AccessTokenVerifier {
  private final AccessTokens accessTokens;
  private final TokenIssuer tokens;
  private final PrincipalCache principals;
  private final LoginSessions loginSessions;

  public LoginSessionTokens(
      AccessTokens accessTokens,
      TokenIssuer tokens,
      PrincipalCache principals,
      LoginSessions loginSessions) {
    this.accessTokens = accessTokens;
    this.tokens = tokens;
    this.principals = principals;
    this.loginSessions = loginSessions;
  }

  @Override
  public boolean isAccessToken(String token) {
    return AccessTokens.isLike(token);
  }

  @Override
  public Principal verify(String token) {
    var claims = accessTokens.verify(token);
    var principal =
        principals
            .ofLoginSession(claims.loginSessionId())
            .filter(found -> found.user().userId().equals(claims.userId()))
            .orElseThrow(() ->
                Problem.unauthenticated(
                    "login_session_ended", "This sign-in has ended. Sign in again."));
    loginSessions.markUsed(principal, claims.generation());
    return principal;
  }

  @Override
  public boolean isCsrfToken(@Nullable String token, UUID loginSessionId) {
    return tokens.isCsrfToken(token, loginSessionId);
  }
}
