package io.sardonyx.identity.factors;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.Factor;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Second factors: got and given up. Failures have the names that Supabase Auth has for them. */
@Singleton
public class Factors {
  static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);

  private static final int MOST = 10;
  private static final int MAX_NAME = 100;

  private final Database database;
  private final Sealing sealing;
  private final FactorAuthorization guard;
  private final PrincipalChanges changes;

  Factors(Database database, Sealing sealing, FactorAuthorization guard, PrincipalChanges changes) {
    this.database = database;
    this.sealing = sealing;
    this.guard = guard;
    this.changes = changes;
  }

  /**
   * It counts once its digits were shown. One that was begun before and never shown is forgotten.
   */
  public EnrolledFactor enroll(Caller caller, NewFactor wanted) {
    var account = guard.account(caller);
    guard.mayChange(caller, account, wanted.currentPassword());
    checkName(account, wanted.friendlyName());
    var id = Ids.next();
    var secret = Totp.newSecret();
    var sealed = sealing.seal(secret, context(id));
    var place =
        database.asWorker(tx -> {
          FactorStore.deleteUnverified(tx, account.appUserId());
          FactorStore.insert(tx, account, id, wanted.friendlyName(), sealed);
          AuditLog.record(tx, caller, AuditEntry.of("factor.enrolled", "factor", id));
          return Accounts.placeName(tx, account.applicationId());
        });
    var issuer = wanted.issuer() == null || wanted.issuer().isBlank() ? place : wanted.issuer();
    var uri = uri(issuer, account.email(), Totp.text(secret));
    return new EnrolledFactor(id, wanted.friendlyName(), Totp.text(secret), uri, QrCode.svg(uri));
  }

  private static void checkName(Account account, String name) {
    if (name.length() > MAX_NAME) {
      throw new Problem(
          Problem.Kind.MALFORMED,
          "validation_failed",
          "A friendly name has %d characters at most".formatted(MAX_NAME));
    }
    var verified = account.factors().stream().filter(Factor::isVerified).toList();
    if (verified.stream().anyMatch(factor -> factor.friendlyName().equals(name))) {
      throw Problem.invalid(
          "mfa_factor_name_conflict", "A factor with this friendly name exists already");
    }
    if (verified.size() >= MOST) {
      throw Problem.invalid(
          "too_many_enrolled_mfa_factors",
          "Maximum number of verified factors reached, unenroll to continue");
    }
  }

  /** As all authenticators read it from a picture. */
  private static String uri(String issuer, String email, String secret) {
    // Where a colon divides the two, neither may hold one.
    var place = issuer.replace(":", " ");
    return "otpauth://totp/%s:%s?algorithm=SHA1&digits=%d&issuer=%s&period=%d&secret=%s"
        .formatted(
            encoded(place),
            encoded(email),
            Totp.DIGITS,
            encoded(place),
            Totp.PERIOD_SECONDS,
            secret);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Asks this login session for the factor's digits. */
  public Challenge challenge(Caller caller, UUID factorId) {
    guard.account(caller);
    if (FactorStore.find(database.working(), caller.userId(), factorId).isEmpty()) {
      throw notFound();
    }
    var id = Ids.next();
    var login = FactorAuthorization.loginSession(caller);
    var expiresAt =
        FactorStore.challenge(
            database.working(), id, caller.organizationId(), login, factorId, CHALLENGE_LIFETIME);
    return new Challenge(id, expiresAt);
  }

  /** With the last one the recovery codes go. */
  public void remove(Caller caller, UUID factorId) {
    var account = guard.account(caller);
    var factor =
        FactorStore.find(database.working(), caller.userId(), factorId)
            .orElseThrow(Factors::notFound);
    if (factor.isVerified()) {
      guard.mayChange(caller, account, null);
    } else {
      guard.requireShown(caller, account);
    }
    database.asWorker(tx -> {
      FactorStore.delete(tx, factorId);
      if (factor.isVerified() && !FactorStore.anyVerified(tx, account.appUserId())) {
        forget(tx, account.appUserId());
      }
      AuditLog.record(tx, caller, AuditEntry.of("factor.removed", "factor", factorId));
      PrincipalChanges.record(tx, account.organizationId(), List.of(account.appUserId()));
      return true;
    });
    changes.announce(List.of(account.appUserId()));
  }

  /**
   * In somebody else's transaction: for a user who has lost theirs. Their rights change, which is
   * to be recorded.
   */
  public static void reset(Statements tx, UUID appUserId) {
    FactorStore.deleteAll(tx, appUserId);
    forget(tx, appUserId);
  }

  /** As {@link #reset}, one of several. */
  public static boolean reset(Statements tx, UUID appUserId, UUID factorId) {
    if (FactorStore.find(tx, appUserId, factorId).isEmpty()) {
      return false;
    }
    FactorStore.delete(tx, factorId);
    if (!FactorStore.anyVerified(tx, appUserId)) {
      forget(tx, appUserId);
    }
    return true;
  }

  /** What was shown with a factor that is gone counts for nothing with the next one. */
  private static void forget(Statements tx, UUID appUserId) {
    RecoveryCodeStore.deleteAll(tx, appUserId);
    LoginSessions.clearSecondFactor(tx, appUserId);
    FactorStore.record(tx, appUserId, false);
  }

  static Problem notFound() {
    return new Problem(Problem.Kind.NOT_FOUND, "mfa_factor_not_found", "Factor not found");
  }

  static String context(UUID factorId) {
    return "factor " + factorId;
  }
}
