package io.sardonyx.identity.supabase.sessions;

import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.AuthCodes;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.SignIn;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Login sessions, begun and renewed, in the words of Supabase Auth. */
@Singleton
public class AuthSessions {
  private final Database database;
  private final SignIn signIn;
  private final LoginSessions loginSessions;

  AuthSessions(Database database, SignIn signIn, LoginSessions loginSessions) {
    this.database = database;
    this.signIn = signIn;
    this.loginSessions = loginSessions;
  }

  /**
   * @param application null for the Workspace, whichever organization's
   */
  public SessionTokens withPassword(
      @Nullable ApplicationKey application, PostToken body, Device device) {
    if (body.email() == null && body.phone() != null) {
      throw AuthErrors.notOffered("phone_provider_disabled", "Phone logins are disabled");
    }
    if (body.phone() != null && !body.phone().isEmpty()) {
      throw AuthErrors.invalid(
          "Only an email address or phone number should be provided on sign in.");
    }
    var id = application == null ? null : application.applicationId();
    var attempt = new SignIn.Attempt(id, RequestValidation.email(body.email()), device);
    return signIn.withPassword(attempt, RequestValidation.given(body.password(), "A password"));
  }

  public SessionTokens refresh(
      @Nullable ApplicationKey application, PostToken body, Device device) {
    var token = RequestValidation.given(body.refreshToken(), "refresh_token");
    var signedIn = loginSessions.refresh(token, device.address());
    var of = signedIn.principal().user().applicationId();
    if (application != null && !application.applicationId().equals(of)) {
      throw Problem.unauthenticated("invalid_refresh_token", "This is no refresh token of yours.");
    }
    return signedIn;
  }

  public SessionView view(SessionTokens signedIn) {
    return Accounts.find(database.working(), signedIn.principal().user().userId())
        .map(account -> SessionView.of(signedIn, account))
        .orElseThrow(AuthErrors::userNotFound);
  }

  /** For the code that a link led back with, which was asked for with a challenge (PKCE). */
  public SessionTokens withCode(ApplicationKey application, PostToken body, Device device) {
    var code = body.authCode();
    var verifier = body.codeVerifier();
    if (code == null || code.isEmpty() || verifier == null || verifier.isEmpty()) {
      throw AuthErrors.invalid(
          "invalid request: both auth code and code verifier should be non-empty");
    }
    var exchange =
        database.asWorker(
            tx -> AuthCodes.exchange(tx, application.applicationId(), code, verifier));
    var account =
        Accounts.find(database.working(), exchange.appUserId())
            .orElseThrow(AuthErrors::userNotFound);
    return signIn.withMail(account, device, exchange.method());
  }

  public static Problem unsupported(@Nullable String grantType) {
    return switch (String.valueOf(grantType)) {
      case "id_token" ->
          AuthErrors.disabled("provider_disabled", "Signing in with an ID token is not offered");
      case "web3" -> AuthErrors.notOffered("web3_provider_disabled", "Web3 provider is disabled");
      default -> AuthErrors.invalid("unsupported_grant_type");
    };
  }
}
