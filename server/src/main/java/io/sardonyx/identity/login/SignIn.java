package io.sardonyx.identity.login;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.Accounts.SignInAccount;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.identity.passwords.SignInDelay;
import io.sardonyx.identity.passwords.SignInDelay.Subject;
import io.sardonyx.identity.passwords.SignInFailures;
import io.sardonyx.identity.tokens.AccountClaims;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.identity.tokens.TokenIssuer;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.PasswordHashing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with e-mail and password, or with what a mail brought. Somebody who does not exist is
 * answered as somebody whose password is wrong: in the same words, after the same hashing, with the
 * same statements.
 */
@Singleton
public class SignIn {
  private final Database database;
  private final PasswordHashing hashing;
  private final SignInFailures failures;
  private final PrincipalCache principals;
  private final TokenIssuer tokens;
  private final InstantSource clock;

  SignIn(
      Database database,
      PasswordHashing hashing,
      SignInFailures failures,
      PrincipalCache principals,
      TokenIssuer tokens,
      InstantSource clock) {
    this.database = database;
    this.hashing = hashing;
    this.failures = failures;
    this.principals = principals;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param applicationId null for the Workspace, whichever organization's
   */
  public record Attempt(@Nullable UUID applicationId, String email, Device device) {
    List<Subject> subjects(boolean knownAddress) {
      return SignInDelay.subjects(account(), device.address(), knownAddress);
    }

    List<Subject> subjectsOfCode() {
      return SignInDelay.ofCode("mail " + account(), device.address());
    }

    /** The same address is somebody else at another application. */
    private String account() {
      var address = email.toLowerCase(Locale.ROOT);
      return applicationId == null ? address : address + " at " + applicationId;
    }
  }

  private record Made(Principal principal, Instant expiresAt, Map<String, Object> claims) {}

  /**
   * @throws Problem {@code invalid_credentials}, {@code account_deactivated}, {@code
   *     email_not_confirmed}, {@code password_expired}, {@code too_many_sign_ins} with the time to
   *     wait, or {@code sign_in_busy}
   */
  public SessionTokens withPassword(Attempt attempt, String password) {
    var found =
        Accounts.signingIn(
            database.working(),
            attempt.applicationId(),
            attempt.email(),
            attempt.device().address());
    var subjects = attempt.subjects(found.map(SignInAccount::knownAddress).orElse(false));
    failures.beginAttempt(subjects);
    var hash = found.map(SignInAccount::hash);
    if (!fits(password, hash.orElse(null), attempt.device(), subjects)) {
      auditFailure(attempt, "invalid_credentials");
      throw invalidCredentials();
    }
    var account = found.orElseThrow().account();
    withdraw(subjects);
    if (!account.isConfirmed()) {
      auditFailure(attempt, "email_not_confirmed");
      throw Problem.forbidden(
          "email_not_confirmed", "Open the link that was sent to your address first.");
    }
    requireUnexpired(attempt, account);
    var better = better(password, account.passwordHash(), attempt.device());
    try {
      return begin(account, new Begun(attempt.device(), "password", hash.orElseThrow(), better));
    } catch (Problem refused) {
      auditFailure(attempt, refused.code());
      throw refused;
    }
  }

  /** Whoever was told one and did not come for a week may not be the only one who still has it. */
  private void requireUnexpired(Attempt attempt, Account account) {
    var end = account.times().passwordExpiresAt();
    if (end != null && !clock.instant().isBefore(end)) {
      auditFailure(attempt, "password_expired");
      throw Problem.forbidden(
          "password_expired",
          "This one-time password was good for seven days. Ask for another, or choose one by mail.");
    }
  }

  /**
   * For somebody who has shown that a mailbox is theirs.
   *
   * @param method what they showed it with, as the database names it
   * @throws Problem {@code account_deactivated}
   */
  public SessionTokens withMail(Account account, Device device, String method) {
    return begin(account, new Begun(device, method, null, null));
  }

  /**
   * Six digits of a mail can be guessed, and each mail brings others.
   *
   * @throws Problem {@code too_many_sign_ins} with the time to wait
   */
  public void beginCode(Attempt attempt) {
    failures.beginAttempt(attempt.subjectsOfCode());
  }

  /** It was the right one. */
  public void withdrawCode(Attempt attempt) {
    withdraw(attempt.subjectsOfCode());
  }

  private boolean fits(
      String password, @Nullable String hash, Device device, List<Subject> subjects) {
    try {
      return hashing.verify(password, hash, device.network());
    } catch (Problem unanswered) {
      withdraw(subjects);
      throw unanswered;
    }
  }

  private void withdraw(List<Subject> subjects) {
    database.asWorker(tx -> {
      SignInFailures.withdraw(tx, subjects);
      return true;
    });
  }

  private @Nullable String better(String password, @Nullable String hash, Device device) {
    return hash != null && hashing.isOutdated(hash)
        ? hashing.hash(password, device.network())
        : null;
  }

  /**
   * @param hash that the password was compared with; null for who came without one
   * @param betterHash of the same password with today's costs; null when it has one
   */
  record Begun(Device device, String method, @Nullable String hash, @Nullable String betterHash) {}

  private SessionTokens begin(Account account, Begun begun) {
    var id = Ids.next();
    var made = database.<Optional<Made>>asWorker(tx -> insert(tx, id, account, begun));
    if (made.isEmpty()) {
      throw Problem.forbidden(
          "account_deactivated",
          "Your account is deactivated, or in no team. An administrator can change that.");
    }
    var principal = made.get().principal();
    principals.update(id, principal);
    return tokens.issue(id, principal, 1, made.get().expiresAt(), made.get().claims());
  }

  private static Optional<Made> insert(Statements tx, UUID id, Account account, Begun begun) {
    if (PrincipalCache.read(tx, account.appUserId()).isEmpty()) {
      return Optional.empty();
    }
    if (!Accounts.recordSignIn(tx, account.appUserId(), begun.hash())) {
      throw invalidCredentials(); // It was changed while it was compared.
    }
    var expiresAt = LoginSessionStore.insert(tx, id, account, begun);
    if (begun.betterHash() != null) {
      Accounts.rehash(tx, account.appUserId(), begun.betterHash());
    }
    AuditLog.record(
        tx,
        new Actor(
            account.organizationId(),
            account.applicationId(),
            account.appUserId(),
            begun.device().address()),
        AuditEntry.of("login_session.created", "login_session", id)
            .with(Map.of("method", begun.method())));
    return PrincipalCache.readLoginSession(tx, id)
        .map(principal -> new Made(principal, expiresAt, AccountClaims.of(tx, id)));
  }

  private static Problem invalidCredentials() {
    return Problem.unauthenticated(
        "invalid_credentials", "There is no such account, or the password is another.");
  }

  /** The same, whether or not there is somebody in whose organization to write it down. */
  private void auditFailure(Attempt attempt, String because) {
    AuditLog.recordFailedSignIn(
        database.working(),
        attempt.applicationId(),
        attempt.email(),
        attempt.device().address(),
        Map.of("because", because));
  }
}
