package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserKey;
import io.sardonyx.platform.events.EventLog;
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
final class InactiveSessionStore {
  private static final int ROWS_AT_ONCE = 10_000;

  private InactiveSessionStore() {}

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
  static Optional<SessionChange> archive(EventLog events, Statements tx, UUID id, Instant before) {
    return ChatSessionStore.change(
        events,
        tx,
        """
        with session as (
          update platform.chat_sessions set archived_at = now()
          where id = $1 and updated_at < $4 and archived_at is null and deleted_at is null
            and pinned_at is null
        """
            + ChatSessionStore.CHANGED
            + ChatSessionStore.APPEND,
        id,
        "session.updated",
        "session.updated",
        before.atOffset(ZoneOffset.UTC));
  }

  static Optional<SessionChange> delete(EventLog events, Statements tx, UUID id, Instant before) {
    return ChatSessionStore.change(
        events,
        tx,
        """
        with session as (
          update platform.chat_sessions set deleted_at = now()
          where id = $1 and updated_at < $4 and deleted_at is null and pinned_at is null
        """
            + ChatSessionStore.CHANGED
            + ChatSessionStore.APPEND,
        id,
        "session.deleted",
        "session.deleted",
        before.atOffset(ZoneOffset.UTC));
  }

  /**
   * Those that were deleted first, which nobody restores until the transaction ends: of all
   * organizations, and not those that another node has taken.
   */
  static UUID[] takeDeleted(Statements tx, Instant deletedBefore, int limit) {
    return ids(tx.query(
            """
            select id from platform.chat_sessions where deleted_at < $1
            order by deleted_at limit $2 for update skip locked
            """,
            deletedBefore.atOffset(ZoneOffset.UTC),
            limit))
        .toArray(UUID[]::new);
  }

  static UUID[] ofUser(Statements tx, UserKey user, int limit) {
    return ids(tx.query(
            """
            select id from platform.chat_sessions
            where organization_id = $1 and application_id = $2 and user_id = $3 limit $4
            """,
            user.organizationId(),
            user.applicationId(),
            user.userId(),
            limit))
        .toArray(UUID[]::new);
  }

  /** What was said in these, and told of them, some at a time: a statement may not take long. */
  static void empty(Statements tx, UUID[] ids) {
    repeat(
        tx,
        """
        delete from platform.chat_messages where id in (
          select id from platform.chat_messages where session_id = any($1) limit $2)
        """,
        ids);
    while (EventLog.deleteSome(tx, ids, ROWS_AT_ONCE)) {
      // There may be more.
    }
  }

  private static void repeat(Statements tx, String deletion, UUID[] ids) {
    while (tx.query(deletion, ids, ROWS_AT_ONCE).rowCount() == ROWS_AT_ONCE) {
      // There may be more.
    }
  }

  /**
   * Gone for good.
   *
   * @return how many of which organization, in the order of these
   */
  static SortedMap<UUID, Integer> purge(Statements tx, UUID[] ids) {
    var purged = new TreeMap<UUID, Integer>();
    for (var row :
        tx.query(
            """
            with gone as (
              delete from platform.chat_sessions where id = any($1) returning organization_id)
            select organization_id, count(*)::integer as purged from gone group by 1
            """,
            (Object) ids)) {
      purged.put(row.getUUID("organization_id"), row.getInteger("purged"));
    }
    return purged;
  }
}
