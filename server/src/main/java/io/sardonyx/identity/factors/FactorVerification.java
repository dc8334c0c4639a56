package io.sardonyx.identity.factors;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.factors.FactorStore.Stored;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.passwords.SecondFactorAttempts;
import io.sardonyx.identity.passwords.SecondFactorAttempts.Attempt;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whether somebody has what they say they have: the digits of a factor, or a recovery code. */
@Singleton
class FactorVerification {
  private final Database database;
  private final Sealing sealing;
  private final FactorAuthorization guard;
  private final RecoveryCodes recoveryCodes;
  private final SecondFactorAttempts attempts;
  private final InstantSource clock;

  FactorVerification(
      Database database,
      Sealing sealing,
      FactorAuthorization guard,
      RecoveryCodes recoveryCodes,
      SecondFactorAttempts attempts,
      InstantSource clock) {
    this.database = database;
    this.sealing = sealing;
    this.guard = guard;
    this.recoveryCodes = recoveryCodes;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * @param code six digits, or a recovery code in their place
   */
  record Shown(UUID factorId, UUID challengeId, String code) {
    boolean isDigits() {
      return code.matches("[0-9]{%d}".formatted(Totp.DIGITS));
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Shown[" + factorId + "]";
    }
  }

  /**
   * @return whose rights have changed: to be announced
   */
  List<UUID> verify(Caller caller, Shown shown) {
    var account = guard.account(caller);
    var factor =
        FactorStore.find(database.working(), caller.userId(), shown.factorId())
            .orElseThrow(Factors::notFound);
    var login = FactorAuthorization.loginSession(caller);
    if (!factor.isVerified()) {
      guard.requireShown(caller, account);
    }
    if (!FactorStore.isAsked(database.working(), shown.challengeId(), login, factor.id())) {
      throw Problem.invalid(
          "mfa_challenge_expired", "MFA challenge has expired, create a new challenge");
    }
    var address = String.valueOf(caller.address());
    var attempt =
        shown.isDigits()
            ? attempts.begin(account.appUserId(), address)
            : attempts.beginLong(address);
    return database
        .<Optional<List<UUID>>>asWorker(tx ->
            use(tx, account, factor, shown)
                .map(means -> raise(tx, caller, factor, shown, new Raised(means, attempt))))
        .orElseThrow(() -> refused(caller, factor));
  }

  /** With what the factor was shown, as the database names it; empty when it was not. */
  private Optional<String> use(Statements tx, Account account, Stored factor, Shown shown) {
    if (!shown.isDigits()) {
      // A factor that is not verified yet has to show that it knows the secret itself.
      return factor.isVerified() && recoveryCodes.use(tx, account.appUserId(), shown.code())
          ? Optional.of("recovery_code")
          : Optional.empty();
    }
    var secret = sealing.unseal(factor.sealedSecret(), Factors.context(factor.id()));
    var step = Totp.find(secret, shown.code(), clock.instant(), factor.usedLast());
    return step.isPresent() && FactorStore.use(tx, factor.id(), step.getAsLong())
        ? Optional.of("totp")
        : Optional.empty();
  }

  private record Raised(String means, Attempt attempt) {}

  private static List<UUID> raise(
      Statements tx, Caller caller, Stored factor, Shown shown, Raised raised) {
    if (!FactorStore.answer(tx, shown.challengeId())) {
      throw Problem.invalid("mfa_challenge_expired", "MFA challenge was answered already");
    }
    var login = FactorAuthorization.loginSession(caller);
    var subjects = new ArrayList<>(List.of(caller.userId(), login));
    LoginSessions.putSecondFactor(tx, login, raised.means());
    if (!factor.isVerified()) {
      FactorStore.deleteUnverified(tx, caller.userId());
      FactorStore.record(tx, caller.userId(), true);
      // Whoever knew the password may sit at one of them.
      subjects.addAll(LoginSessions.endOthers(tx, caller.userId(), login));
    }
    raised.attempt().withdraw(tx);
    AuditLog.record(
        tx,
        caller,
        AuditEntry.of("factor.verified", "factor", factor.id())
            .with(Map.of("method", raised.means(), "first", !factor.isVerified())));
    PrincipalChanges.record(tx, caller.organizationId(), subjects);
    return subjects;
  }

  private Problem refused(Caller caller, Stored factor) {
    AuditLog.record(
        database.working(), caller, AuditEntry.of("factor.refused", "factor", factor.id()));
    return Problem.invalid("mfa_verification_failed", "Invalid TOTP code entered");
  }
}
