package io.sardonyx.retention;

import io.sardonyx.identity.audit.AuditRetention;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.RetainedData.Action;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of retention. */
final class RetentionStore {
  private static final String RULE =
      "archive_after_days, delete_after_days, delete_audit_events_after_days";

  private RetentionStore() {}

  static RetentionRule find(Statements tx) {
    for (var row : tx.query("select " + RULE + " from platform.retention_rules")) {
      return rule(row);
    }
    return RetentionRule.KEEP;
  }

  private static RetentionRule rule(Row row) {
    return new RetentionRule(
        row.getInteger("archive_after_days"),
        row.getInteger("delete_after_days"),
        row.getInteger("delete_audit_events_after_days"));
  }

  static void put(Statements tx, UUID organizationId, RetentionRule rule) {
    tx.query(
        """
        insert into platform.retention_rules
          (organization_id, archive_after_days, delete_after_days, delete_audit_events_after_days)
        values ($1, $2, $3, $4)
        on conflict (organization_id) do update set
          archive_after_days = excluded.archive_after_days,
          delete_after_days = excluded.delete_after_days,
          delete_audit_events_after_days = excluded.delete_audit_events_after_days,
          updated_at = now()
        """,
        organizationId,
        rule.archiveAfterDays(),
        rule.deleteAfterDays(),
        rule.deleteAuditEventsAfterDays());
  }

  static List<RetentionRun> runs(Statements tx, @Nullable UUID after, int limit) {
    var rows =
        tx.query(
            """
            select * from platform.retention_runs
            where $1::uuid is null or id < $1 order by id desc limit $2
            """,
            after,
            limit);
    var runs = new ArrayList<RetentionRun>(rows.size());
    for (var row : rows) {
      runs.add(run(row));
    }
    return runs;
  }

  private static RetentionRun run(Row row) {
    var finishedAt = row.getOffsetDateTime("finished_at");
    return new RetentionRun(
        row.getUUID("id"),
        row.getInteger("archived"),
        row.getInteger("deleted"),
        row.getInteger("purged"),
        row.getInteger("audit_events_deleted"),
        row.getOffsetDateTime("started_at").toInstant(),
        finishedAt == null ? null : finishedAt.toInstant());
  }

  /** An organization that does not keep everything. */
  record Ruled(UUID organizationId, RetentionRule rule) {}

  /** As a worker: those for which no run has ended since. */
  static List<Ruled> ruled(Statements tx, Instant since) {
    var rows =
        tx.query(
            """
            select organization_id, %s
            from platform.retention_rules r
            where num_nonnulls(%s) > 0
              and not exists (
                select from platform.retention_runs n
                where n.organization_id = r.organization_id and n.finished_at is not null
                  and n.purged = 0 and n.started_at > $1)
            order by organization_id
            """
                .formatted(RULE, RULE),
            since.atOffset(ZoneOffset.UTC));
    var ruled = new ArrayList<Ruled>(rows.size());
    for (var row : rows) {
      ruled.add(new Ruled(row.getUUID("organization_id"), rule(row)));
    }
    return ruled;
  }

  /**
   * As a worker: the run that was cut off, or another one.
   *
   * @param since when one that goes on has begun at the earliest
   */
  static UUID begin(Statements tx, UUID organizationId, Instant now, Instant since) {
    return tx.query(
            """
            with before as (
              select id from platform.retention_runs
              where organization_id = $1 and finished_at is null and purged = 0
                and started_at > $3
              order by id desc limit 1),
            another as (
              insert into platform.retention_runs
                (organization_id, archived, deleted, started_at, finished_at)
              select $1, 0, 0, $2, null where not exists (select from before) returning id)
            select id from before union all select id from another
            """,
            organizationId,
            now.atOffset(ZoneOffset.UTC),
            since.atOffset(ZoneOffset.UTC))
        .iterator()
        .next()
        .getUUID("id");
  }

  /** As a worker, in the transaction of what is counted. */
  static void count(Statements tx, UUID runId, String kind, Action action, int records) {
    boolean audit = kind.equals(AuditRetention.KIND);
    tx.query(
        """
        update platform.retention_runs set archived = archived + $2, deleted = deleted + $3,
          audit_events_deleted = audit_events_deleted + $4
        where id = $1
        """,
        runId,
        !audit && action == Action.ARCHIVE ? records : 0,
        !audit && action == Action.DELETE ? records : 0,
        audit ? records : 0);
  }

  /** As a worker: what it did in all; empty if another node has ended it. */
  static Optional<RetentionRun> end(Statements tx, UUID runId, Instant now) {
    for (var row :
        tx.query(
            """
            update platform.retention_runs set finished_at = $2
            where id = $1 and finished_at is null returning *
            """,
            runId,
            now.atOffset(ZoneOffset.UTC))) {
      return Optional.of(run(row));
    }
    return Optional.empty();
  }

  /**
   * As a worker, in the transaction of what is counted: in the run that is open, or another one.
   */
  static void countPurged(Statements tx, UUID organizationId, int purged, Instant now) {
    tx.query(
        """
        with open as (
          select id from platform.retention_runs
          where organization_id = $1 and purged > 0 and finished_at is null
          order by id desc limit 1 for update),
        counted as (
          update platform.retention_runs r set purged = r.purged + $2
          from open where r.id = open.id)
        insert into platform.retention_runs
          (organization_id, archived, deleted, purged, started_at, finished_at)
        select $1, 0, 0, $2, $3, null where not exists (select from open)
        """,
        organizationId,
        purged,
        now.atOffset(ZoneOffset.UTC));
  }

  /**
   * As a worker: ends those that are open, those of an attempt that was cut off as well.
   *
   * @return how much was purged of which organization
   */
  static Map<UUID, Integer> endPurges(Statements tx, Instant now) {
    var ended = new TreeMap<UUID, Integer>();
    for (var row :
        tx.query(
            """
            update platform.retention_runs set finished_at = $1
            where purged > 0 and finished_at is null returning organization_id, purged
            """,
            now.atOffset(ZoneOffset.UTC))) {
      ended.merge(row.getUUID("organization_id"), row.getInteger("purged"), Integer::sum);
    }
    return ended;
  }

  /** As a worker: reports that nobody reads any more. */
  static void forget(Statements tx, Instant before) {
    tx.query(
        "delete from platform.retention_runs where started_at < $1",
        before.atOffset(ZoneOffset.UTC));
  }
}
