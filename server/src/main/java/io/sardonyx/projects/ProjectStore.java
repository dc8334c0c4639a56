package io.sardonyx.projects;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of projects; row-level security leaves the caller's own. */
final class ProjectStore {
  private static final String COLUMNS =
      " id, name, description, instructions, created_at, updated_at ";

  private ProjectStore() {}

  /** Newest first. */
  static List<Project> list(Statements tx, @Nullable UUID after, int limit) {
    return projects(
        tx.query(
            "select"
                + COLUMNS
                + "from platform.projects where $1::uuid is null or id < $1"
                + " order by id desc limit $2",
            after,
            limit));
  }

  static Optional<Project> find(Statements tx, UUID id) {
    return projects(tx.query("select" + COLUMNS + "from platform.projects where id = $1", id))
        .stream()
        .findFirst();
  }

  /** Empty if the caller has as many as allowed. */
  static Optional<Project> insert(
      Statements tx, Caller caller, UUID id, PostProject wanted, int max) {
    return projects(
            tx.query(
                """
                insert into platform.projects
                  (id, organization_id, application_id, user_id, name, description, instructions)
                select $1, $2, $3, $4, $5, coalesce($6, ''), coalesce($7, '')
                where (select count(*) from platform.projects) < $8
                returning
                """
                    + COLUMNS,
                id,
                caller.organizationId(),
                caller.applicationId(),
                caller.userId(),
                wanted.name().strip(),
                wanted.description(),
                wanted.instructions(),
                max))
        .stream()
        .findFirst();
  }

  static Optional<Project> update(Statements tx, UUID id, PatchProject change) {
    var name = change.name();
    return projects(
            tx.query(
                """
                update platform.projects set name = coalesce($2, name),
                  description = coalesce($3, description),
                  instructions = coalesce($4, instructions), updated_at = now()
                where id = $1 returning
                """
                    + COLUMNS,
                id,
                name == null ? null : name.strip(),
                change.description(),
                change.instructions()))
        .stream()
        .findFirst();
  }

  /**
   * As a worker: out of everybody's sight.
   *
   * @return whether it was there
   */
  static boolean delete(Statements tx, UUID id) {
    return tx.query(
                """
                update platform.projects set deleted_at = now()
                where id = $1 and deleted_at is null returning id
                """,
                id)
            .size()
        > 0;
  }

  private static List<Project> projects(RowSet<Row> rows) {
    var projects = new ArrayList<Project>(rows.size());
    for (var row : rows) {
      projects.add(
          new Project(
              row.getUUID("id"),
              row.getString("name"),
              row.getString("description"),
              row.getString("instructions"),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant()));
    }
    return projects;
  }

  /** As a worker: those that were deleted, the oldest deletion first. */
  static List<UUID> deleted(Statements tx, int limit) {
    var ids = new ArrayList<UUID>();
    tx.query(
            "select id from platform.projects where deleted_at is not null order by deleted_at limit $1",
            limit)
        .forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }

  /** As a worker: for good. */
  static void remove(Statements tx, UUID id) {
    tx.query("delete from platform.projects where id = $1 and deleted_at is not null", id);
  }
}
