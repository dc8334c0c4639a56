package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The SQL of sessions in which nothing was said for long, or that are deleted, as a worker. */
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

  /**
   * Gone for good, with messages and events, those first that were deleted first.
   *
   * @return how many of which organization, in the order of these
   */
  static SortedMap<UUID, Integer> purge(Statements tx, Instant deletedBefore, int limit) {
    var purged = new TreeMap<UUID, Integer>();
    for (var row :
        tx.query(
            """
            with gone as (
              delete from platform.chat_sessions where id in (
                select id from platform.chat_sessions where deleted_at < $1
                order by deleted_at limit $2 for update skip locked)
              returning id, organization_id),
            silenced as (delete from platform.topics t using gone where t.id = gone.id)
            select organization_id, count(*)::integer as purged from gone group by 1
            """,
            deletedBefore.atOffset(ZoneOffset.UTC),
            limit)) {
      purged.put(row.getUUID("organization_id"), row.getInteger("purged"));
    }
    return purged;
  }
}
