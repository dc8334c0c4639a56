package io.sardonyx.platform.idempotency;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Deletes keys that are older than they are good for. */
@Singleton
class PurgeIdempotencyKeysJob implements Job {
  private final Database database;

  PurgeIdempotencyKeysJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "forget-idempotency-keys";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofHours(1));
  }

  @Override
  public void run(Instant now) {
    IdempotencyKeyStore.deleteOlderThan(database.working(), IdempotencyKeys.KEPT);
  }
}
