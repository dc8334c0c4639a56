package io.sardonyx.identity.tokens;

import io.sardonyx.platform.crypto.SigningKeys;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Publishes the next signing key in time. */
@Singleton
class RotateSigningKeysJob implements Job {
  private final SigningKeys keys;

  RotateSigningKeysJob(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public String name() {
    return "rotate-signing-keys";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofMinutes(5));
  }

  @Override
  public void run(Instant now) {
    keys.rotate();
  }
}
