package io.sardonyx.identity.login;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.standing.StandingChanges;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.crypto.PasswordHashing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.UUID;

/** The passwords of customer users: made, changed, never read. */
@Singleton
public class Passwords {
  /** In characters; NIST SP 800-63B asks for length and for nothing else. */
  static final int MIN_LENGTH = 12;

  /** Without characters that are mistaken for others: 32 of them, five bits each. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int ONE_TIME_LENGTH = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final PasswordHashing hashing;
  private final SignInFailures failures;
  private final StandingChanges changes;

  Passwords(
      Database database,
      PasswordHashing hashing,
      SignInFailures failures,
      StandingChanges changes) {
    this.database = database;
    this.hashing = hashing;
    this.failures = failures;
    this.changes = changes;
  }

  /**
   * Hashed already, so that no transaction waits for it.
   *
   * @param mustChange whether somebody else knows it
   */
  public record Prepared(String hash, boolean mustChange) {}

  public Prepared prepare(String password, boolean mustChange) {
    checkStrength(password);
    return new Prepared(hashing.hash(password), mustChange);
  }

  public static void put(
      Statements tx, UUID organizationId, UUID customerUserId, Prepared password) {
    CredentialStore.put(tx, organizationId, customerUserId, password);
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
   *
   * @param address from which it is asked: guessing here is delayed as it is when signing in
   */
  void change(Caller caller, String current, String wanted, String address) {
    caller.require(Permission.PROFILE_MANAGE);
    checkStrength(wanted);
    var account =
        CredentialStore.ofUser(database.working(), caller.userId())
            .orElseThrow(() ->
                Problem.conflict("no_password", "You sign in through your application, not here."));
    var subjects = SignInDelay.subjects(account.customerUserId().toString(), address, false);
    failures.beginAttempt(subjects);
    if (!hashing.verify(current, account.passwordHash())) {
      throw Problem.invalid("password_wrong", "This is not your current password.");
    }
    var hash = hashing.hash(wanted);
    var ended =
        database.asWorker(tx -> {
          SignInFailures.takeBack(tx, subjects);
          CredentialStore.put(
              tx, account.organizationId(), account.customerUserId(), new Prepared(hash, false));
          var others =
              LoginSessionStore.revokeAll(tx, caller.userId(), "revoked", caller.loginSessionId());
          AuditLog.record(
              tx,
              caller,
              AuditEntry.of("password.changed", "customer_user", account.customerUserId()));
          StandingChanges.record(tx, caller.organizationId(), others);
          return others;
        });
    changes.announce(ended);
  }

  private static void checkStrength(String password) {
    if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
      throw Problem.invalid(
          "password_too_short", "A password needs at least %d characters.".formatted(MIN_LENGTH));
    }
  }
}
