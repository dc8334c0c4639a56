package io.sardonyx.identity.passwords;

import io.sardonyx.identity.passwords.SignInDelay.Subject;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Guessing at the codes of a second factor is delayed as guessing at passwords is. */
@Singleton
public class SecondFactorAttempts {
  private final SignInFailures failures;

  SecondFactorAttempts(SignInFailures failures) {
    this.failures = failures;
  }

  /** Counted as failed until it is taken back. */
  public record Attempt(List<Subject> subjects) {
    public Attempt {
      subjects = List.copyOf(subjects);
    }

    /** It was none, once the transaction is committed. */
    public void withdraw(Statements tx) {
      SignInFailures.withdraw(tx, subjects);
    }
  }

  /**
   * Six digits.
   *
   * @throws Problem {@code too_many_sign_ins} with the time to wait
   */
  public Attempt begin(UUID appUserId, String address) {
    return begin(SignInDelay.ofCode(appUserId.toString(), address));
  }

  /** What is too long to be guessed, so that guessing at six digits keeps nobody from using it. */
  public Attempt beginLong(String address) {
    return begin(SignInDelay.ofLongCode(address));
  }

  private Attempt begin(List<Subject> subjects) {
    failures.beginAttempt(subjects);
    return new Attempt(subjects);
  }
}
