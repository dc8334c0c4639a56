package io.sardonyx.messages;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.RawJson;
import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of what puts messages into the tree: one statement takes the session's lock and counts,
 * and platform.put_messages inserts the message and the place of its answer and appends the events.
 *
 * <p>Arguments: $1 session, $2 message, $3 parent, $4 content, $5 client message id, $6 answer, $7
 * node that answers. Without $2 only an answer is added; without $6 there is none.
 */
final class SendStore {
  /** Where nothing else follows the parent. What a lock waited for is seen: {@code old.leaf_id}. */
  private static final String AT_THE_LEAF =
      """
      with session as (
        update platform.chat_sessions s
        set total_messages = total_messages + num_nonnulls($2::uuid, $6::uuid),
          leaf_id = coalesce($6, $2), updated_at = now(),
          last_activity_at = platform.session_activity(s)
        where id = $1 and user_id = (select platform.caller_user())
          and deleted_at is null and archived_at is null
          and ($3::uuid is null or leaf_id = $3)
          and not exists (select from platform.chat_messages m
            where m.session_id = $1 and m.client_message_id = $5)
        returning new as row, old.leaf_id as parent_id),
      fork as (select '{}'::uuid[] as siblings)
      """;

  /**
   * Anywhere in the tree. The lock is already held, so the statement sees all that was committed
   * under it. Where the parent has other children the new one is shown from now on, and the forks
   * above lead to it.
   */
  private static final String ANYWHERE =
      """
      with recursive session as (
        update platform.chat_sessions s
        set total_messages = total_messages + num_nonnulls($2::uuid, $6::uuid),
          leaf_id = coalesce($6, $2), updated_at = now(),
          last_activity_at = platform.session_activity(s)
        from platform.chat_messages p
        where s.id = $1 and s.user_id = (select platform.caller_user())
          and s.deleted_at is null and s.archived_at is null
          and p.id = $3 and p.session_id = $1 and ($2::uuid is not null or p.kind = 'user')
          and (select count(*) from (
            select from platform.chat_messages c where c.parent_id = $3 limit 100) c) < 100
          and not exists (select from platform.chat_messages m
            where m.session_id = $1 and m.client_message_id = $5)
        returning new as row, p.id as parent_id),
      fork as (
        select case when count(*) = 0 then '{}'::uuid[]
          else array_agg(c.id order by c.id) || coalesce($2, $6) end as siblings
        from platform.chat_messages c where c.parent_id = $3),
      path (id, child) as (
        select $3::uuid, coalesce($2, $6)
        union all
        select m.parent_id, m.id from path join platform.chat_messages m on m.id = path.id
        where m.parent_id is not null),
      shown as (
        update platform.chat_messages f set shown_child_id = path.child
        from path, session, fork
        where f.id = path.id and f.shown_child_id is distinct from path.child
          and (f.shown_child_id is not null or (f.id = $3 and fork.siblings <> '{}')))
      """;

  private static final String PUT =
      """
      select e.topic_id, e.kind, e.seq, e.type, e.at, e.data::text as data, e.message_json,
        (s.row).title, (s.row).total_messages, (s.row).updated_at, (s.row).last_activity_at
      from session s cross join fork f cross join lateral platform.put_messages(
        s.row, s.parent_id, f.siblings, $2, $4, $5, $6, $7) e
      order by e.seq
      """;

  /** A send at the leaf, for who has nobody to send together with. */
  static final String ALONE = AT_THE_LEAF + PUT;

  /** The ids of all siblings are in the events of each. */
  static final int MAX_SIBLINGS = 100;

  private SendStore() {}

  static boolean mayHaveChild(Statements reading, UUID parentId) {
    var rows =
        reading.query(
            """
            select count(*) as children from (
              select from platform.chat_messages where parent_id = $1 limit 100) c
            """,
            parentId);
    return rows.iterator().next().getLong("children") < MAX_SIBLINGS;
  }

  /** Empty if the session is not the caller's, the parent is not its leaf, or it is a repeat. */
  static Optional<SendResult> atTheLeaf(EventLog events, Statements tx, MessageInsert added) {
    return send(events, tx, ALONE, added);
  }

  /**
   * Needs the session's lock. Empty if the parent is not in the session or cannot be answered, or
   * if it is a repeat.
   */
  static Optional<SendResult> anywhere(EventLog events, Statements tx, MessageInsert added) {
    return send(events, tx, ANYWHERE + PUT, added);
  }

  private static Optional<SendResult> send(
      EventLog events, Statements tx, String sql, MessageInsert added) {
    var rows =
        events.append(
            tx,
            sql,
            added.sessionId(),
            added.messageId(),
            added.parentId(),
            added.content(),
            added.clientMessageId(),
            added.answerId(),
            added.node());
    return rows.size() == 0 ? Optional.empty() : Optional.of(sent(rows, added));
  }

  /**
   * @param rows of {@code platform.put_messages}, with the session's columns
   */
  static SendResult sent(Iterable<Row> rows, MessageInsert added) {
    @Nullable RawJson<ChatMessage> message = null;
    @Nullable RawJson<ChatMessage> answer = null;
    @Nullable Row last = null;
    for (var row : rows) {
      var created = new RawJson<>(row.getString("message_json"), ChatMessage.class);
      if (message == null && added.messageId() != null) {
        message = created;
      } else {
        answer = created;
      }
      last = row;
    }
    var session = Objects.requireNonNull(last);
    return new SendResult(
        message,
        answer,
        added.messageId() == null ? added.parentId() : added.messageId(),
        session.getString("title"),
        session.getInteger("total_messages"),
        session.getOffsetDateTime("updated_at").toInstant(),
        session.getOffsetDateTime("last_activity_at").toInstant());
  }

  /** Who sent it before, under the same client message id. */
  static Optional<SentMessage> original(Statements tx, UUID sessionId, UUID clientMessageId) {
    var rows =
        tx.query(
            """
            select platform.chat_message_json(m, '{}', platform.tool_calls_json(m.id))::text
                as message,
              platform.chat_message_json(a, '{}', platform.tool_calls_json(a.id))::text as answer,
              a.id as answer_id
            from platform.chat_messages m
            left join platform.chat_messages a on a.parent_id = m.id and a.kind = 'assistant'
              and a.client_message_id is null and m.kind = 'user'
            where m.session_id = $1 and m.client_message_id = $2
              and m.user_id = (select platform.caller_user())
            """,
            sessionId,
            clientMessageId);
    for (var row : rows) {
      var answer = row.getString("answer");
      return Optional.of(
          new SentMessage(
              new RawJson<>(row.getString("message"), ChatMessage.class),
              answer == null ? null : new RawJson<>(answer, ChatMessage.class),
              row.getUUID("answer_id"),
              true));
    }
    return Optional.empty();
  }
}
