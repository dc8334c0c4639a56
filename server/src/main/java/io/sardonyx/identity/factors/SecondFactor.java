package io.sardonyx.identity.factors;

import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.factors.FactorVerification.Shown;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.platform.caller.Caller;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Showing a second factor, after which the login session has all of its owner's rights. */
@Singleton
public class SecondFactor {
  private final FactorVerification verification;
  private final LoginSessions loginSessions;
  private final PrincipalChanges changes;

  SecondFactor(
      FactorVerification verification, LoginSessions loginSessions, PrincipalChanges changes) {
    this.verification = verification;
    this.loginSessions = loginSessions;
    this.changes = changes;
  }

  /**
   * @param code six digits, or a recovery code in their place; with spaces, as people write them
   * @return the login session's new tokens
   * @throws io.sardonyx.platform.problem.Problem {@code mfa_factor_not_found}, {@code
   *     mfa_challenge_expired}, {@code mfa_verification_failed}, {@code insufficient_aal}, or
   *     {@code too_many_sign_ins} with the time to wait
   */
  public SessionTokens verify(Caller caller, UUID factorId, UUID challengeId, String code) {
    var shown = new Shown(factorId, challengeId, code.replaceAll("\\s", ""));
    changes.announce(verification.verify(caller, shown));
    return loginSessions.renew(FactorAuthorization.loginSession(caller));
  }
}
