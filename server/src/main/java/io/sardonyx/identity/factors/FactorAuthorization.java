package io.sardonyx.identity.factors;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may do something about their factors, and who may do it now. */
@Singleton
class FactorAuthorization {
  private final Database database;
  private final LoginSessions loginSessions;
  private final Passwords passwords;

  FactorAuthorization(Database database, LoginSessions loginSessions, Passwords passwords) {
    this.database = database;
    this.loginSessions = loginSessions;
    this.passwords = passwords;
  }

  /** Whose factors they are; nobody has any whom an application's backend vouches for. */
  Account account(Caller caller) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    return Accounts.find(database.working(), caller.userId())
        .orElseThrow(() -> new Problem(Problem.Kind.NOT_FOUND, "user_not_found", "User not found"));
  }

  /** The login session that a factor is shown to: keys have none. */
  static UUID loginSession(Caller caller) {
    var login = caller.loginSessionId();
    if (login == null) {
      throw Problem.forbidden(
          "login_session_required", "Sign in for this: an API key shows no second factor.");
    }
    return login;
  }

  /**
   * Who has a factor has shown it here, and a short while ago; who has none signed in a short while
   * ago, or says the password. Otherwise whoever finds a device open could keep its owner out.
   */
  void mayChange(Caller caller, Account account, @Nullable String currentPassword) {
    var login = loginSession(caller);
    if (!account.hasSecondFactor()) {
      passwords.requireFresh(caller, account, currentPassword);
      return;
    }
    requireShown(caller, account);
    if (loginSessions
        .authenticationContext(login)
        .filter(begun -> begun.showedSecondFactorWithin(Passwords.shortWhile(account)))
        .isEmpty()) {
      throw new Problem(
          Problem.Kind.MALFORMED,
          "reauthentication_needed",
          "Show your second factor once more: it is a while since you did.");
    }
  }

  /** Whoever has a factor does nothing about any before they have shown it. */
  void requireShown(Caller caller, Account account) {
    if (account.hasSecondFactor()
        && loginSessions
            .authenticationContext(loginSession(caller))
            .filter(begun -> begun.secondFactorAt() != null)
            .isEmpty()) {
      throw Problem.forbidden("insufficient_aal", "AAL2 session is required: show a factor first");
    }
  }
}
