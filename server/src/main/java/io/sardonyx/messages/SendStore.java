package io.sardonyx.messages;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventRows;
import io.sardonyx.platform.json.RawJson;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of what puts messages into the tree: one statement takes the session's lock, inserts the
 * message and the place of its answer, counts, and writes the events.
 *
 * <p>Arguments: $1 session, $2 message, $3 parent, $4 content, $5 client message id, $6 answer, $7
 * node that answers. Without $2 only an answer is added; without $6 there is none.
 */
final class SendStore {
  /** Where nothing else follows the parent. What a lock waited for is seen: {@code old.leaf_id}. */
  private static final String AT_THE_LEAF =
      """
      with session as (
        update platform.chat_sessions
        set total_messages = total_messages + num_nonnulls($2::uuid, $6::uuid),
          leaf_id = coalesce($6, $2), updated_at = now()
        where id = $1 and user_id = (select platform.caller_user())
          and deleted_at is null and archived_at is null
          and ($3::uuid is null or leaf_id = $3)
          and not exists (select from platform.chat_messages m
            where m.session_id = $1 and m.client_message_id = $5)
        returning new.*, old.leaf_id as parent_id),
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
          leaf_id = coalesce($6, $2), updated_at = now()
        from platform.chat_messages p
        where s.id = $1 and s.user_id = (select platform.caller_user())
          and s.deleted_at is null and s.archived_at is null
          and p.id = $3 and p.session_id = $1 and ($2::uuid is not null or p.kind = 'user')
          and not exists (select from platform.chat_messages m
            where m.session_id = $1 and m.client_message_id = $5)
        returning new.*, p.id as parent_id),
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

  private static final String INSERT =
      """
      , topic as (
        update platform.topics t set head_seq = t.head_seq + num_nonnulls($2::uuid, $6::uuid)
        from session s where t.id = s.id returning t.*),
      said as (
        insert into platform.chat_messages (id, session_id, organization_id, application_id,
          user_id, parent_id, kind, content, client_message_id)
        select $2, id, organization_id, application_id, user_id, parent_id, 'user', $4, $5
        from session where $2 is not null
        returning *),
      answer as (
        insert into platform.chat_messages (id, session_id, organization_id, application_id,
          user_id, parent_id, kind, status, client_message_id, answering_node, answering_at,
          answering_part)
        select $6, id, organization_id, application_id, user_id, coalesce($2, parent_id),
          'assistant', 'streaming', case when $2 is null then $5 end, $7, now(), 0
        from session where $6 is not null
        returning *),
      news as (
        select t.head_seq - num_nonnulls($6) as seq, json_build_object(
          'message', platform.chat_message_json(m, fork.siblings, '[]'),
          'total_messages', s.total_messages - num_nonnulls($6), 'leaf_id', m.id) as data
        from said m, fork, topic t, session s
        union all
        select t.head_seq, json_build_object(
          'message', platform.chat_message_json(m,
            case when $2 is null then fork.siblings else '{}' end, '[]'),
          'total_messages', s.total_messages, 'leaf_id', m.id)
        from answer m, fork, topic t, session s),
      event as (
        insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
        select t.id, n.seq, t.organization_id, t.application_id, 'message.created', n.data
        from news n, topic t
        returning topic_id, seq, type, at, data)
      select 'chat_session' as kind, e.topic_id, e.seq, e.type, e.at, e.data::text as data,
        (e.data->'message')::text as message, s.title, s.total_messages, s.updated_at
      from event e, session s order by e.seq
      """;

  /** A send at the leaf, for who has nobody to send together with. */
  static final String ALONE = AT_THE_LEAF + INSERT;

  private SendStore() {}

  /** Empty if the session is not the caller's, the parent is not its leaf, or it is a repeat. */
  static Optional<SendResult> atTheLeaf(Statements tx, MessageInsert added) {
    return send(tx, ALONE, added);
  }

  /**
   * Needs the session's lock. Empty if the parent is not in the session or cannot be answered, or
   * if it is a repeat.
   */
  static Optional<SendResult> anywhere(Statements tx, MessageInsert added) {
    return send(tx, ANYWHERE + INSERT, added);
  }

  private static Optional<SendResult> send(Statements tx, String sql, MessageInsert added) {
    var rows =
        tx.query(
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

  private static SendResult sent(RowSet<Row> rows, MessageInsert added) {
    @Nullable RawJson<ChatMessage> message = null;
    @Nullable RawJson<ChatMessage> answer = null;
    @Nullable Row last = null;
    for (var row : rows) {
      var created = new RawJson<>(row.getString("message"), ChatMessage.class);
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
        EventRows.events(rows));
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
