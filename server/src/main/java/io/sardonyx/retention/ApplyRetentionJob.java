package io.sardonyx.retention;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Doer;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import io.sardonyx.retention.RetentionStore.Ruled;
import io.sardonyx.sessions.InactiveSessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Archives and deletes what organizations no longer want to keep, once a day, and says for each how
 * much that was: in the transaction of each chat, and of some audit events, so that what is told is
 * what was done, whenever it ends. Begun again in the middle it goes on: what is done already is no
 * longer found. What fails in one organization is tried again soon and keeps no other waiting.
 */
@Singleton
public class ApplyRetentionJob implements Job {
  private static final int BATCH = 200;
  private static final int AUDIT_BATCH = 5_000;
  private static final Duration REPORTS_KEPT = Duration.ofDays(400);

  /** Attempts within it belong to one day's run. */
  private static final Duration ONE_RUN = Duration.ofHours(12);

  private static final UUID FIRST = new UUID(0, 0);
  private static final Logger LOG = Logger.getLogger(ApplyRetentionJob.class);

  private final Database database;
  private final InactiveSessions sessions;
  private final InstantSource clock;

  private final int auditBatch;

  @Inject
  ApplyRetentionJob(Database database, InactiveSessions sessions, InstantSource clock) {
    this(database, sessions, clock, AUDIT_BATCH);
  }

  ApplyRetentionJob(
      Database database, InactiveSessions sessions, InstantSource clock, int auditBatch) {
    this.database = database.background();
    this.sessions = sessions;
    this.clock = clock;
    this.auditBatch = auditBatch;
  }

  @Override
  public String name() {
    return "apply-retention";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Daily(LocalTime.of(3, 20));
  }

  @Override
  public void run(Instant now) {
    @Nullable RuntimeException failed = null;
    for (var ruled : RetentionStore.ruled(database.working(), now.minus(ONE_RUN))) {
      try {
        apply(ruled, now);
      } catch (RuntimeException failure) {
        LOG.warnf(
            failure, "RetentionRules was not applied to %s to the end", ruled.organizationId());
        failed = failure;
      }
    }
    RetentionStore.forget(database.working(), now.minus(REPORTS_KEPT));
    if (failed != null) {
      throw failed;
    }
  }

  private void apply(Ruled ruled, Instant now) {
    var organization = ruled.organizationId();
    var run =
        database.asWorker(tx -> RetentionStore.begin(tx, organization, now, now.minus(ONE_RUN)));
    var deleteBefore = before(now, ruled.rule().deleteAfterDays());
    if (deleteBefore != null) {
      each(
          after -> sessions.all(organization, deleteBefore, after, BATCH),
          id -> sessions.delete(id, deleteBefore, tx -> RetentionStore.count(tx, run, 0, 1)));
    }
    var archiveBefore = before(now, ruled.rule().archiveAfterDays());
    if (archiveBefore != null) {
      each(
          after -> sessions.active(organization, archiveBefore, after, BATCH),
          id -> sessions.archive(id, archiveBefore, tx -> RetentionStore.count(tx, run, 1, 0)));
    }
    var auditBefore = before(now, ruled.rule().deleteAuditEventsAfterDays());
    if (auditBefore != null) {
      deleteAuditEvents(organization, run, auditBefore);
    }
    if (!Thread.currentThread().isInterrupted()) {
      end(organization, run);
    }
  }

  /** In batches, so that none holds its locks for long. */
  private void deleteAuditEvents(UUID organization, UUID run, Instant before) {
    int deleted;
    do {
      deleted =
          database.asWorker(tx -> {
            int some = AuditLog.deleteSome(tx, organization, before, auditBatch);
            RetentionStore.countAuditEvents(tx, run, some);
            return some;
          });
    } while (deleted == auditBatch && !Thread.currentThread().isInterrupted());
  }

  private static @Nullable Instant before(Instant now, @Nullable Integer days) {
    return days == null ? null : now.minus(Duration.ofDays(days));
  }

  /**
   * In the order of their ids, so that none is looked at twice.
   *
   * @param next those after one
   */
  private static void each(Function<UUID, List<UUID>> next, Consumer<UUID> work) {
    var after = FIRST;
    while (!Thread.currentThread().isInterrupted()) {
      var ids = next.apply(after);
      ids.forEach(work);
      if (ids.size() < BATCH) {
        return;
      }
      after = ids.getLast();
    }
  }

  private void end(UUID organization, UUID run) {
    database.asWorker(tx -> {
      RetentionStore.end(tx, run, clock.instant())
          .filter(ended -> ended.archived() + ended.deleted() + ended.auditEventsDeleted() > 0)
          .ifPresent(ended ->
              AuditLog.record(
                  tx,
                  new Doer(organization, null, null, null),
                  AuditEntry.of("organization.retention_applied", "organization", organization)
                      .with(
                          Map.of(
                              "archived", ended.archived(),
                              "deleted", ended.deleted(),
                              "audit_events_deleted", ended.auditEventsDeleted()))));
      return true;
    });
  }
}
