package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Forgets links that nobody followed in time. */
@Singleton
class PurgeOneTimeTokensJob implements Job {
  private final Database database;

  PurgeOneTimeTokensJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "forget-one-time-tokens";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofHours(1));
  }

  @Override
  public void run(Instant now) {
    OneTimeTokens.deleteExpired(database.working());
    AuthCodes.deleteExpired(database.working());
  }
}
