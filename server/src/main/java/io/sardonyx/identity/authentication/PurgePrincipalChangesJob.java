package io.sardonyx.identity.authentication;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Deletes changes that every node has read, or will never need. */
@Singleton
class PurgePrincipalChangesJob implements Job {
  private static final Duration KEPT = Duration.ofHours(1);

  private final Database database;

  PurgePrincipalChangesJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "forget-standing-changes";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofMinutes(10));
  }

  @Override
  public void run(Instant now) {
    PrincipalChangeStore.deleteOlderThan(database.working(), KEPT);
  }
}
