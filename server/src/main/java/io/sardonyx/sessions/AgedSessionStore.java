package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of sessions in which nothing was said for long, as a worker. */
final class AgedSessionStore {
  private AgedSessionStore() {}

  static List<UUID> active(
      Statements tx, UUID organizationId, Instant before, UUID after, int limit) {
    return ids(
        tx.query(
            """
            select id from platform.chat_sessions
            where organization_id = $1 and id > $3 and updated_at < $2 and deleted_at is null
              and pinned_at is null and archived_at is null
            order by id limit $4
            """,
            organizationId,
            before.atOffset(ZoneOffset.UTC),
            after,
            limit));
  }

  static List<UUID> all(Statements tx, UUID organizationId, Instant before, UUID after, int limit) {
    return ids(
        tx.query(
            """
            select id from platform.chat_sessions
            where organization_id = $1 and id > $3 and updated_at < $2 and deleted_at is null
              and pinned_at is null
            order by id limit $4
            """,
            organizationId,
            before.atOffset(ZoneOffset.UTC),
            after,
            limit));
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    var ids = new ArrayList<UUID>(rows.size());
    for (var row : rows) {
      ids.add(row.getUUID("id"));
    }
    return ids;
  }

  /** When something was last said in it stays as it was. */
  static Optional<SessionChange> archive(Statements tx, UUID id, Instant before) {
    return ChatSessionStore.change(
        tx.query(
            """
            with session as (
              update platform.chat_sessions set archived_at = now()
              where id = $1 and updated_at < $4 and archived_at is null and deleted_at is null
                and pinned_at is null
              returning *)
            """
                + ChatSessionStore.TELL,
            id,
            "session.updated",
            "session.updated",
            before.atOffset(ZoneOffset.UTC)));
  }

  static Optional<SessionChange> delete(Statements tx, UUID id, Instant before) {
    return ChatSessionStore.change(
        tx.query(
            """
            with session as (
              update platform.chat_sessions set deleted_at = now()
              where id = $1 and updated_at < $4 and deleted_at is null and pinned_at is null
              returning *)
            """
                + ChatSessionStore.TELL,
            id,
            "session.deleted",
            "session.deleted",
            before.atOffset(ZoneOffset.UTC)));
  }
}
