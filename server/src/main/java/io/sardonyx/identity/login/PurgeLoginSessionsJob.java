package io.sardonyx.identity.login;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Deletes login sessions that ended long ago; until then a replayed token is still recognised. */
@Singleton
class PurgeLoginSessionsJob implements Job {
  private final Database database;

  PurgeLoginSessionsJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "purge-login-sessions";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofHours(6));
  }

  @Override
  public void run(Instant now) {
    LoginSessionStore.deleteEnded(database.working());
  }
}
