package io.sardonyx.retention;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import io.sardonyx.sessions.InactiveSessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Removes for good what was deleted long ago, and says for each organization how much that was: in
 * the transaction that removes it, so that what is told is what was done, whenever it ends. A run
 * that is cut off goes on with the next attempt.
 */
@Singleton
public class PurgeSessionsJob implements Job {
  private static final int BATCH = 10;

  private final Database database;
  private final InactiveSessions sessions;
  private final InstantSource clock;
  private final Duration kept;

  @Inject
  PurgeSessionsJob(
      Database database, InactiveSessions sessions, InstantSource clock, Settings settings) {
    this(database, sessions, clock, settings.deletedChatsKept());
  }

  PurgeSessionsJob(
      Database database, InactiveSessions sessions, InstantSource clock, Duration kept) {
    this.database = database.background();
    this.sessions = sessions;
    this.clock = clock;
    this.kept = kept;
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
    var before = now.minus(kept);
    int purged;
    do {
      purged =
          sessions.purge(
              before,
              BATCH,
              (tx, of) ->
                  of.forEach((organization, chats) ->
                      RetentionStore.countPurged(tx, organization, chats, now)));
    } while (purged == BATCH && !Thread.currentThread().isInterrupted());
    if (!Thread.currentThread().isInterrupted()) {
      end();
    }
  }

  private void end() {
    database.asWorker(tx -> {
      RetentionStore.endPurges(tx, clock.instant())
          .forEach((organization, chats) ->
              AuditLog.record(
                  tx,
                  new Actor(organization, null, null, null),
                  AuditEntry.of("organization.chats_purged", "organization", organization)
                      .with(Map.of("purged", chats))));
      return true;
    });
  }
}
