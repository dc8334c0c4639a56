package io.sardonyx.identity.audit;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Brings refused sign-ins to the audit log of the organization whose user they were for; those for
 * addresses that nobody has are forgotten.
 */
@Singleton
class RecordRefusedSignInsJob implements Job {
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Database database;

  RecordRefusedSignInsJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "file-refused-sign-ins";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(PERIOD);
  }

  @Override
  public void run(Instant now) {
    while (AuditStore.fileRefusedSignIns(database.working())) {
      // There are more.
    }
  }
}
