package io.sardonyx.retention;

import io.sardonyx.platform.database.Statements;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of retention. */
final class RetentionStore {
  private RetentionStore() {}

  static RetentionRule find(Statements tx) {
    for (var row :
        tx.query("select archive_after_days, delete_after_days from platform.retention_rules")) {
      return new RetentionRule(
          row.getInteger("archive_after_days"), row.getInteger("delete_after_days"));
    }
    return RetentionRule.KEEP;
  }

  static void put(Statements tx, UUID organizationId, RetentionRule rule) {
    tx.query(
        """
        insert into platform.retention_rules
          (organization_id, archive_after_days, delete_after_days)
        values ($1, $2, $3)
        on conflict (organization_id) do update set
          archive_after_days = excluded.archive_after_days,
          delete_after_days = excluded.delete_after_days, updated_at = now()
        """,
        organizationId,
        rule.archiveAfterDays(),
        rule.deleteAfterDays());
  }

  static List<RetentionRun> runs(Statements tx, @Nullable UUID after, int limit) {
    var rows =
        tx.query(
            """
            select id, archived, deleted, started_at, finished_at from platform.retention_runs
            where $1::uuid is null or id < $1 order by id desc limit $2
            """,
            after,
            limit);
    var runs = new ArrayList<RetentionRun>(rows.size());
    for (var row : rows) {
      runs.add(
          new RetentionRun(
              row.getUUID("id"),
              row.getInteger("archived"),
              row.getInteger("deleted"),
              row.getOffsetDateTime("started_at").toInstant(),
              row.getOffsetDateTime("finished_at").toInstant()));
    }
    return runs;
  }

  /** An organization that does not keep everything. */
  record Ruled(UUID organizationId, RetentionRule rule) {}

  /** As a worker. */
  static List<Ruled> ruled(Statements tx) {
    var rows =
        tx.query(
            """
            select organization_id, archive_after_days, delete_after_days
            from platform.retention_rules
            where archive_after_days is not null or delete_after_days is not null
            order by organization_id
            """);
    var ruled = new ArrayList<Ruled>(rows.size());
    for (var row : rows) {
      ruled.add(
          new Ruled(
              row.getUUID("organization_id"),
              new RetentionRule(
                  row.getInteger("archive_after_days"), row.getInteger("delete_after_days"))));
    }
    return ruled;
  }

  /** As a worker. */
  static void record(Statements tx, UUID organizationId, RetentionRun run) {
    tx.query(
        """
        insert into platform.retention_runs
          (id, organization_id, archived, deleted, started_at, finished_at)
        values ($1, $2, $3, $4, $5, $6)
        """,
        run.id(),
        organizationId,
        run.archived(),
        run.deleted(),
        run.startedAt().atOffset(ZoneOffset.UTC),
        run.finishedAt().atOffset(ZoneOffset.UTC));
  }

  /** As a worker: reports that nobody reads any more. */
  static void forget(Statements tx, Instant before) {
    tx.query(
        "delete from platform.retention_runs where started_at < $1",
        before.atOffset(ZoneOffset.UTC));
  }
}
