package io.sardonyx.identity.passwords;

import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Forgets failed sign-ins that count for nothing any more. */
@Singleton
class PurgeSignInFailuresJob implements Job {
  private final SignInFailures failures;

  PurgeSignInFailuresJob(SignInFailures failures) {
    this.failures = failures;
  }

  @Override
  public String name() {
    return "forget-sign-in-failures";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofMinutes(10));
  }

  @Override
  public void run(Instant now) {
    failures.forget(now);
  }
}
