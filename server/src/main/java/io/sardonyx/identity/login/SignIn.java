package io.sardonyx.identity.login;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Doer;
import io.sardonyx.identity.login.CredentialStore.Account;
import io.sardonyx.identity.login.SignInDelay.Subject;
import io.sardonyx.identity.standing.Standing;
import io.sardonyx.identity.standing.Standings;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.PasswordHashing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with e-mail and password. Somebody who does not exist is answered as somebody whose
 * password is wrong: in the same words, after the same hashing, with the same statements.
 */
@Singleton
public class SignIn {
  private final Database database;
  private final PasswordHashing hashing;
  private final SignInFailures failures;
  private final Standings standings;
  private final Tokens tokens;

  SignIn(
      Database database,
      PasswordHashing hashing,
      SignInFailures failures,
      Standings standings,
      Tokens tokens) {
    this.database = database;
    this.hashing = hashing;
    this.failures = failures;
    this.standings = standings;
    this.tokens = tokens;
  }

  private record Made(Standing standing, Instant expiresAt) {}

  /**
   * @throws Problem {@code credentials_wrong}, {@code account_deactivated}, {@code
   *     too_many_sign_ins} with the time to wait, or {@code sign_in_busy}
   */
  public SignedIn withPassword(String email, String password, Device device) {
    var account = CredentialStore.find(database.working(), email, device.address());
    var known = account.map(Account::knownAddress).orElse(false);
    var subjects = SignInDelay.subjects(email, device.address(), known);
    failures.beginAttempt(subjects);
    if (!fits(password, account, subjects)) {
      auditFailure(email, device, "credentials_wrong");
      throw Problem.unauthenticated(
          "credentials_wrong", "There is no such account, or the password is another.");
    }
    var person = account.orElseThrow();
    var better = better(password, person.passwordHash());
    var id = Ids.next();
    var made = database.asWorker(tx -> begin(tx, id, person, device, subjects, better));
    if (made.isEmpty()) {
      auditFailure(email, device, "account_deactivated");
      throw Problem.forbidden(
          "account_deactivated",
          "Your account is deactivated, or in no team. An administrator can change that.");
    }
    var standing = made.get().standing();
    standings.learn(id, standing);
    return tokens.issue(id, standing, 1, made.get().expiresAt());
  }

  private boolean fits(String password, Optional<Account> account, List<Subject> subjects) {
    try {
      return hashing.verify(password, account.map(Account::passwordHash).orElse(null));
    } catch (Problem unanswered) {
      database.asWorker(tx -> {
        SignInFailures.takeBack(tx, subjects);
        return true;
      });
      throw unanswered;
    }
  }

  private @Nullable String better(String password, @Nullable String hash) {
    return hash != null && hashing.isOutdated(hash) ? hashing.hash(password) : null;
  }

  private Optional<Made> begin(
      Statements tx,
      UUID id,
      Account account,
      Device device,
      List<Subject> subjects,
      @Nullable String betterHash) {
    SignInFailures.takeBack(tx, subjects);
    if (Standings.read(tx, account.appUserId()).isEmpty()) {
      return Optional.empty();
    }
    var expiresAt = LoginSessionStore.insert(tx, id, account, device);
    if (betterHash != null) {
      CredentialStore.rehash(tx, account.customerUserId(), betterHash);
    }
    AuditLog.record(
        tx,
        new Doer(
            account.organizationId(),
            account.applicationId(),
            account.appUserId(),
            device.address()),
        AuditEntry.of("login_session.created", "login_session", id));
    return Standings.readLoginSession(tx, id).map(standing -> new Made(standing, expiresAt));
  }

  /** One statement, whether or not there is somebody in whose organization to write it down. */
  private void auditFailure(String email, Device device, String because) {
    AuditLog.recordFailedSignIn(
        database.working(), email, device.address(), Map.of("because", because));
  }
}
