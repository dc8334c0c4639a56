package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.JsonRows;
import io.sardonyx.platform.json.RawJson;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of chat sessions. The session's row is locked first, then its topic, then its owner's
 * topic; whatever changes a session takes them in this order.
 */
final class ChatSessionStore {
  /**
   * What a statement's session returns: the row as it became, and whether others could read it
   * before.
   */
  static final String CHANGED =
      """
      returning new as row, old.shared_status = 'application' and old.deleted_at is null as was_shared)
      """;

  /**
   * What follows a statement's {@code with session as (… returning …)}: an event on the session's
   * topic, of type $2, and one on its owner's, of type $3. Both say the number of the first, so the
   * topics are locked before.
   */
  static final String APPEND =
      """
      , topic as (
        select t.head_seq + 1 as seq from session s
        cross join lateral platform.lock_topics(array[(s.row).id, (s.row).user_id]) t
        where t.id = (s.row).id),
      json as (
        select (s.row).id, (s.row).user_id, (s.row).leaf_id, s.was_shared,
          platform.chat_session_json(s.row, t.seq) as session
        from session s, topic t)
      select e.topic_id, e.kind, e.seq, e.type, e.at, e.data::text as data, j.was_shared,
        j.session::text as session
      from json j cross join lateral platform.append_events(
        array[j.id, j.user_id], array[$2, $3]::text[],
        array[case $2 when 'session.updated' then json_build_object('session', j.session)
            when 'session.cleared' then json_build_object('leaf_id', j.leaf_id)
            else '{}' end,
          json_build_object('session', j.session)]) e
      order by e.topic_id = j.user_id
      """;

  private static final String CREATE =
      """
      with session as (
        insert into platform.chat_sessions (id, organization_id, application_id, user_id, title,
          category, description, persona_id, project_id, leaf_id)
        select $1, platform.caller_organization(), platform.caller_application(),
          platform.caller_user(), $3, $4, $5, $6, $7, $2
        on conflict (id) do nothing returning *),
      root as (
        insert into platform.chat_messages
          (id, session_id, organization_id, application_id, user_id, kind)
        select leaf_id, id, organization_id, application_id, user_id, 'system' from session),
      topic as (
        select platform.create_topic(
          id, 'chat_session', organization_id, application_id, user_id) from session),
      json as (
        select s.user_id, platform.chat_session_json(s, 0) as session from session s, topic)
      select e.topic_id, e.kind, e.seq, e.type, e.at, e.data::text as data, false as was_shared,
        j.session::text as session
      from json j cross join lateral platform.append_events(array[j.user_id],
        array['session.created'], array[json_build_object('session', j.session)]) e
      """;

  private ChatSessionStore() {}

  /** Takes the lock that everything which changes the session waits for; false if there is none. */
  static boolean lock(Statements tx, UUID id, boolean deletedToo) {
    return tx.query(
                """
                select from platform.chat_sessions
                where id = $1 and user_id = (select platform.caller_user())
                  and ($2 or deleted_at is null)
                for update
                """,
                id,
                deletedToo)
            .size()
        > 0;
  }

  /** Empty if the id is taken. */
  static Optional<SessionChange> create(
      EventLog events, Statements tx, UUID id, UUID rootId, CreateSession wanted) {
    return change(
        events,
        tx,
        CREATE,
        id,
        rootId,
        wanted.title(),
        wanted.category(),
        wanted.description(),
        wanted.personaId(),
        wanted.projectId());
  }

  static Optional<ChatSession> find(Statements tx, UUID id, boolean deletedToo) {
    var rows =
        tx.query(
            """
            select platform.chat_session_json(s, t.head_seq)::text as session
            from platform.chat_sessions s join platform.topic_heads t on t.id = s.id
            where s.id = $1 and ($2 or s.deleted_at is null)
            """,
            id,
            deletedToo);
    for (var row : rows) {
      return Optional.of(JsonRows.read(row.getString("session"), ChatSession.class));
    }
    return Optional.empty();
  }

  /** The caller's own, the one in which something was said last first. */
  static RawJson<SessionPage> list(Statements tx, SessionQuery query, int limit) {
    var rows =
        tx.query(
            """
            select s.id, s.last_activity_at,
              platform.chat_session_json(s, t.head_seq)::text as session
            from platform.chat_sessions s join platform.topic_heads t on t.id = s.id
            where s.user_id = (select platform.caller_user())
              and (s.last_activity_at, s.id) < ($1, $2)
              and (s.deleted_at is not null) = $3
              and ($3 or (s.archived_at is not null) = $4)
            order by s.last_activity_at desc, s.id desc limit $5
            """,
            query.after().lastActivityAt().atOffset(ZoneOffset.UTC),
            query.after().id(),
            query.deleted(),
            query.archived(),
            limit + 1);
    return page(rows, limit);
  }

  /** All of the caller's own that are not deleted: the active ones, then the archived ones. */
  static List<UUID> own(Statements tx) {
    var ids = new ArrayList<UUID>();
    for (var row :
        tx.query(
            """
            select id from platform.chat_sessions
            where user_id = (select platform.caller_user()) and deleted_at is null
            order by archived_at is not null, last_activity_at desc, id desc
            """)) {
      ids.add(row.getUUID("id"));
    }
    return ids;
  }

  /**
   * @param rows one more than the page has, if there are more
   */
  static RawJson<SessionPage> page(RowSet<Row> rows, int limit) {
    var data = new StringJoiner(",", "{\"data\":[", "],\"next_cursor\":");
    SessionCursor last = SessionCursor.START;
    int count = 0;
    for (var row : rows) {
      if (++count <= limit) {
        data.add(row.getString("session"));
        var at = row.getOffsetDateTime("last_activity_at").toInstant();
        last = new SessionCursor(at, row.getUUID("id"));
      }
    }
    var cursor = count > limit ? "\"" + last.text() + "\"}" : "null}";
    return new RawJson<>(data + cursor, SessionPage.class);
  }

  static Optional<SessionChange> update(
      EventLog events, Statements tx, UUID id, UpdateSession change) {
    return change(
        events,
        tx,
        """
        with session as (
          update platform.chat_sessions set updated_at = now(),
            title = case when $4 then $5 else title end,
            category = case when $6 then $7 else category end,
            description = case when $8 then $9 else description end,
            shared_status = coalesce($10, shared_status),
            archived_at = case $11::boolean when true then coalesce(archived_at, now())
              when false then null else archived_at end,
            pinned_at = case $12::boolean when true then coalesce(pinned_at, now())
              when false then null else pinned_at end,
            persona_id = case when $13 then $14 else persona_id end,
            project_id = case when $15 then $16 else project_id end
          where id = $1 and user_id = (select platform.caller_user()) and deleted_at is null
        """
            + CHANGED
            + APPEND,
        id,
        "session.updated",
        "session.updated",
        change.title() != null,
        orNull(change.title()),
        change.category() != null,
        orNull(change.category()),
        change.description() != null,
        orNull(change.description()),
        change.sharedStatus(),
        change.archived(),
        change.pinned(),
        change.personaId() != null,
        orNull(change.personaId()),
        change.projectId() != null,
        orNull(change.projectId()));
  }

  /** Only where there is none yet. */
  static Optional<SessionChange> title(EventLog events, Statements tx, UUID id, String title) {
    return change(
        events,
        tx,
        """
        with session as (
          update platform.chat_sessions set title = $4
          where id = $1 and user_id = (select platform.caller_user()) and deleted_at is null
            and title is null
        """
            + CHANGED
            + APPEND,
        id,
        "session.updated",
        "session.updated",
        title);
  }

  static Optional<SessionChange> delete(EventLog events, Statements tx, UUID id) {
    return change(
        events,
        tx,
        """
        with session as (
          update platform.chat_sessions set deleted_at = now(), updated_at = now()
          where id = $1 and user_id = (select platform.caller_user()) and deleted_at is null
        """
            + CHANGED
            + APPEND,
        id,
        "session.deleted",
        "session.deleted");
  }

  static Optional<SessionChange> restore(EventLog events, Statements tx, UUID id) {
    return change(
        events,
        tx,
        """
        with session as (
          update platform.chat_sessions set deleted_at = null, updated_at = now()
          where id = $1 and user_id = (select platform.caller_user())
            and deleted_at is not null
        """
            + CHANGED
            + APPEND,
        id,
        "session.updated",
        "session.restored");
  }

  /** Leaves the empty root; the session is locked. */
  static Optional<SessionChange> clear(EventLog events, Statements tx, UUID id) {
    tx.query(
        "delete from platform.chat_messages where session_id = $1 and parent_id is not null", id);
    return change(
        events,
        tx,
        """
        with root as (
          update platform.chat_messages set shown_child_id = null
          where session_id = $1 and parent_id is null returning id),
        session as (
          update platform.chat_sessions s
          set total_messages = 0, leaf_id = root.id, updated_at = now()
          from root where s.id = $1 and s.user_id = (select platform.caller_user())
        """
            + CHANGED
            + APPEND,
        id,
        "session.cleared",
        "session.updated");
  }

  private static <T> @Nullable T orNull(@Nullable Optional<T> given) {
    return given == null ? null : given.orElse(null);
  }

  /** A change that hides the session from others ends their subscriptions first. */
  static Optional<SessionChange> change(
      EventLog events, Statements tx, String sql, @Nullable Object... arguments) {
    var rows =
        events.appendAfter(
            changed -> change(changed).flatMap(SessionChange::revocation), tx, sql, arguments);
    return change(rows);
  }

  private static Optional<SessionChange> change(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    var row = rows.iterator().next();
    var session = JsonRows.read(row.getString("session"), ChatSession.class);
    return Optional.of(new SessionChange(session, row.getBoolean("was_shared")));
  }
}
