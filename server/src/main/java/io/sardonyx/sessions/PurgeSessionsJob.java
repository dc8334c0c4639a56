package io.sardonyx.sessions;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Removes for good what was deleted long ago. */
@Singleton
public class PurgeSessionsJob implements Job {
  private static final int BATCH = 100;

  private final Database database;
  private final Settings settings;

  PurgeSessionsJob(Database database, Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "purge-chat-sessions";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofHours(1));
  }

  /** In batches, so that none holds its locks for long. */
  @Override
  public void run(Instant now) {
    var before = now.minus(settings.deletedChatsKept());
    int purged;
    do {
      purged = database.asWorker(tx -> ChatSessionStore.purge(tx, before, BATCH));
    } while (purged == BATCH);
  }
}
