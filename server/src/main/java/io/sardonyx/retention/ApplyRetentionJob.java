package io.sardonyx.retention;

import io.quarkus.arc.All;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.deletion.RetainedData;
import io.sardonyx.platform.deletion.RetainedData.Action;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import io.sardonyx.retention.RetentionStore.Ruled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  /** What is deleted need not be archived before. */
  private static final List<Action> APPLIED = List.of(Action.DELETE, Action.ARCHIVE);

  private static final Duration REPORTS_KEPT = Duration.ofDays(400);

  /** Attempts within it belong to one day's run. */
  private static final Duration ONE_RUN = Duration.ofHours(12);

  private static final Logger LOG = Logger.getLogger(ApplyRetentionJob.class);

  private final Database database;
  private final List<RetainedData> retained;
  private final InstantSource clock;

  ApplyRetentionJob(Database database, @All List<RetainedData> retained, InstantSource clock) {
    this.database = database.background();
    this.retained = List.copyOf(retained);
    this.clock = clock;
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
            failure, "The retention rule was not applied to %s to the end", ruled.organizationId());
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
    for (var data : retained) {
      for (var action : APPLIED) {
        var days = ruled.rule().days(data.kind(), action);
        if (days != null) {
          data.apply(
              action,
              organization,
              now.minus(Duration.ofDays(days)),
              (tx, records) -> RetentionStore.count(tx, run, data.kind(), action, records));
        }
      }
    }
    if (!Thread.currentThread().isInterrupted()) {
      end(organization, run);
    }
  }

  private void end(UUID organization, UUID run) {
    database.asWorker(tx -> {
      RetentionStore.end(tx, run, clock.instant())
          .filter(ended -> ended.archived() + ended.deleted() + ended.auditEventsDeleted() > 0)
          .ifPresent(ended ->
              AuditLog.record(
                  tx,
                  new Actor(organization, null, null, null),
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
