package io.sardonyx.identity.supabase;

import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.applications.ApplicationKeys.Named;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.SignIn;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Login sessions, begun and renewed, in the words of Supabase Auth. */
@Singleton
class AuthSessions {
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
  SessionTokens withPassword(@Nullable Named application, PostToken body, Device device) {
    if (body.email() == null && body.phone() != null) {
      throw AuthErrors.notOffered("phone_provider_disabled", "Phone logins are disabled");
    }
    var id = application == null ? null : application.applicationId();
    var attempt = new SignIn.Attempt(id, RequestValidation.email(body.email()), device);
    return signIn.withPassword(attempt, RequestValidation.given(body.password(), "A password"));
  }

  SessionTokens refresh(@Nullable Named application, PostToken body, Device device) {
    var token = RequestValidation.given(body.refreshToken(), "refresh_token");
    var signedIn = loginSessions.refresh(token, device.address());
    var of = signedIn.standing().who().applicationId();
    if (application != null && !application.applicationId().equals(of)) {
      throw Problem.unauthenticated("refresh_token_invalid", "This is no refresh token of yours.");
    }
    return signedIn;
  }

  SessionView view(SessionTokens signedIn) {
    return Accounts.find(database.working(), signedIn.standing().who().userId())
        .map(account -> SessionView.of(signedIn, account))
        .orElseThrow(AuthErrors::userNotFound);
  }

  static Problem unsupported() {
    return AuthErrors.invalid("unsupported_grant_type");
  }
}
