package io.sardonyx.retention;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Doer;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import io.sardonyx.retention.RetentionStore.Ruled;
import io.sardonyx.sessions.AgedSessions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Archives and deletes what organizations no longer want to keep, once a day, and says for each how
 * much that was. Begun again in the middle it goes on: what is done already is no longer found.
 */
@Singleton
public class ApplyRetentionJob implements Job {
  private static final int BATCH = 200;
  private static final Duration REPORTS_KEPT = Duration.ofDays(400);

  private final Database database;
  private final AgedSessions sessions;
  private final InstantSource clock;

  ApplyRetentionJob(Database database, AgedSessions sessions, InstantSource clock) {
    this.database = database;
    this.sessions = sessions;
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
    for (var ruled : RetentionStore.ruled(database.working())) {
      apply(ruled, now);
    }
    RetentionStore.forget(database.working(), now.minus(REPORTS_KEPT));
  }

  private void apply(Ruled ruled, Instant now) {
    var started = clock.instant();
    var organization = ruled.organizationId();
    int deleted = 0;
    int archived = 0;
    var deleteBefore = before(now, ruled.rule().deleteAfterDays());
    if (deleteBefore != null) {
      deleted =
          each(
              () -> sessions.all(organization, deleteBefore, BATCH),
              id -> sessions.delete(id, deleteBefore));
    }
    var archiveBefore = before(now, ruled.rule().archiveAfterDays());
    if (archiveBefore != null) {
      archived =
          each(
              () -> sessions.active(organization, archiveBefore, BATCH),
              id -> sessions.archive(id, archiveBefore));
    }
    report(organization, new RetentionRun(Ids.next(), archived, deleted, started, clock.instant()));
  }

  private static @Nullable Instant before(Instant now, @Nullable Integer days) {
    return days == null ? null : now.minus(Duration.ofDays(days));
  }

  /** Until none is left, or none of those that are left can be changed. */
  private static int each(Supplier<List<UUID>> next, Predicate<UUID> work) {
    int done = 0;
    int more = 1;
    while (more > 0 && !Thread.currentThread().isInterrupted()) {
      more = (int) next.get().stream().filter(work).count();
      done += more;
    }
    return done;
  }

  private void report(UUID organization, RetentionRun run) {
    database.asWorker(tx -> {
      RetentionStore.record(tx, organization, run);
      if (run.archived() + run.deleted() > 0) {
        AuditLog.record(
            tx,
            new Doer(organization, null, null, null),
            AuditEntry.of("organization.retention_applied", "organization", organization)
                .with(Map.of("archived", run.archived(), "deleted", run.deleted())));
      }
      return run;
    });
  }
}
