package io.sardonyx.identity.login;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.passwords.PasswordRules;
import io.sardonyx.identity.passwords.PasswordRules.PasswordOwner;
import io.sardonyx.identity.passwords.SignInDelay;
import io.sardonyx.identity.passwords.SignInDelay.Subject;
import io.sardonyx.identity.passwords.SignInFailures;
import io.sardonyx.identity.tokens.AuthenticationContext;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.PasswordHashing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ClientAddress;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The passwords of customer users: made, changed, never read. */
@Singleton
public class Passwords {
  private static final Duration SHORT = Duration.ofMinutes(15);
  private static final Duration LONG = Duration.ofHours(24);

  /** Without characters that are mistaken for others: 32 of them, five bits each. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int ONE_TIME_LENGTH = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final PasswordHashing hashing;
  private final PasswordRules rules;
  private final SignInFailures failures;
  private final PrincipalChanges changes;

  Passwords(
      Database database,
      PasswordHashing hashing,
      PasswordRules rules,
      SignInFailures failures,
      PrincipalChanges changes) {
    this.database = database;
    this.hashing = hashing;
    this.rules = rules;
    this.failures = failures;
    this.changes = changes;
  }

  /**
   * Hashed already, so that no transaction waits for it.
   *
   * @param mustChange whether somebody else knows it
   */
  public record Prepared(String hash, boolean mustChange) {}

  /**
   * @throws Problem {@code password_too_short} or {@code password_too_common}
   */
  public Prepared prepare(String password, PasswordOwner whose, boolean mustChange) {
    rules.check(password, whose);
    return new Prepared(hashing.hash(password), mustChange);
  }

  /**
   * For somebody who makes themselves an account at that device.
   *
   * @throws Problem {@code password_too_short} or {@code password_too_common}
   */
  public Prepared prepare(String password, PasswordOwner whose, Device device) {
    rules.check(password, whose);
    return new Prepared(hashing.hash(password, device.network()), false);
  }

  /** One that we made up. No rule is about it: nobody guesses it, and it is changed at once. */
  public Prepared prepareOneTime(String password) {
    return new Prepared(hashing.hash(password), true);
  }

  /** For somebody who forgot theirs. What was mailed to them before is of no use any more. */
  public static void put(Statements tx, UUID appUserId, Prepared password) {
    Accounts.putPassword(tx, appUserId, password.hash(), password.mustChange());
    OneTimeTokens.forget(tx, appUserId);
  }

  /** A hundred random bits, readable aloud. */
  public static String oneTime() {
    var password = new StringBuilder();
    for (int i = 0; i < ONE_TIME_LENGTH; i++) {
      if (i > 0 && i % 5 == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  /**
   * One's own. Every other device is signed out: whoever knew the old password may sit at one.
   * Guessing here is delayed as it is when signing in.
   */
  public void change(Caller caller, String current, String wanted) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    var account = Accounts.find(database.working(), caller.userId()).orElseThrow(Passwords::none);
    rules.check(wanted, new PasswordOwner(account.organizationId(), account.email()));
    if (wanted.equals(current)) {
      throw unchanged();
    }
    var subjects = verify(caller, account, current);
    replace(caller, hashing.hash(wanted, network(caller)), subjects);
  }

  /**
   * Before what would let somebody else at this device keep the account: that it is still its owner
   * who asks.
   *
   * @param current null for somebody who signed in a short while ago, as {@link #changeLately}
   *     means it
   */
  public void reauthenticate(Caller caller, Account account, @Nullable String current) {
    if (current == null) {
      requireLate(caller, account);
      return;
    }
    var subjects = verify(caller, account, current);
    database.asWorker(tx -> {
      SignInFailures.withdraw(tx, subjects);
      return true;
    });
  }

  /**
   * Before what decides by what somebody signs in: that it is still they who ask. They signed in a
   * short while ago, by whatever means, or say their password.
   */
  public void requireFresh(Caller caller, Account account, @Nullable String current) {
    if (current != null) {
      reauthenticate(caller, account, current);
      return;
    }
    var login = caller.loginSessionId();
    if (login == null
        || LoginSessionStore.authenticationContext(database.working(), login)
            .filter(begun -> begun.isWithin(shortWhile(account)))
            .isEmpty()) {
      throw reauthenticationNeeded();
    }
  }

  /** How long it is believed that whoever has shown who they are still sits there. */
  public static Duration shortWhile(Account account) {
    return account.saysPassword() ? SHORT : LONG;
  }

  public static Problem reauthenticationNeeded() {
    return new Problem(
        Problem.Kind.MALFORMED,
        "reauthentication_needed",
        "Say your current password too, or sign in again first.");
  }

  /**
   * @return whose attempt to take back, now that it was none
   */
  private List<Subject> verify(Caller caller, Account account, String current) {
    var subjects =
        SignInDelay.subjects(
            account.appUserId().toString(), String.valueOf(caller.address()), false);
    failures.beginAttempt(subjects);
    if (!hashing.verify(current, account.passwordHash(), network(caller))) {
      throw Problem.invalid("invalid_password", "This is not your current password.");
    }
    return subjects;
  }

  /**
   * One's own, without saying the one before: shortly after signing in. The organization's own
   * people, who may do more, must have come by a mail for that; and the users of applications that
   * ask for it.
   */
  public void changeLately(Caller caller, String wanted) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    var account = Accounts.find(database.working(), caller.userId()).orElseThrow(Passwords::none);
    rules.check(wanted, new PasswordOwner(account.organizationId(), account.email()));
    requireLate(caller, account);
    if (account.passwordHash() != null
        && hashing.verify(wanted, account.passwordHash(), network(caller))) {
      throw unchanged();
    }
    replace(caller, hashing.hash(wanted, network(caller)), List.of());
  }

  private void requireLate(Caller caller, Account account) {
    var login = caller.loginSessionId();
    if (login == null
        || !isLate(LoginSessionStore.authenticationContext(database.working(), login), account)) {
      throw reauthenticationNeeded();
    }
  }

  private static boolean isLate(Optional<AuthenticationContext> login, Account account) {
    return login
        .filter(begun -> !account.saysPassword() || !begun.method().equals("password"))
        .filter(begun -> begun.isWithin(shortWhile(account)))
        .isPresent();
  }

  private void replace(Caller caller, String hash, List<Subject> subjects) {
    var ended =
        database.asWorker(tx -> {
          SignInFailures.withdraw(tx, subjects);
          put(tx, caller.userId(), new Prepared(hash, false));
          var others =
              LoginSessionStore.revokeAll(tx, caller.userId(), "revoked", caller.loginSessionId());
          AuditLog.record(
              tx, caller, AuditEntry.of("password.changed", "app_user", caller.userId()));
          // One's own too: who had to change the password need not any more.
          others.add(caller.userId());
          PrincipalChanges.record(tx, caller.organizationId(), others);
          return others;
        });
    changes.announce(ended);
  }

  private static @Nullable String network(Caller caller) {
    var address = caller.address();
    return address == null ? null : ClientAddress.network(address);
  }

  private static Problem none() {
    return Problem.conflict("no_password", "You sign in through your application, not here.");
  }

  private static Problem unchanged() {
    return Problem.invalid("password_unchanged", "The new password is the one you have.");
  }
}
