package io.sardonyx.messages;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.RawJson;
import io.sardonyx.platform.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of reading the message tree and of switching its branches. */
final class ChatMessageStore {
  /**
   * Walks from the leaf towards the root, one index look-up for each message of the page. The
   * comparisons are bare columns: under row-level security an expression among them would keep the
   * planner from the index, for it might leak.
   */
  static final String PAGE =
      """
      with recursive session as (
        select s.id, coalesce($2, s.leaf_id) as newest, t.head_seq
        from platform.chat_sessions s join platform.topic_heads t on t.id = s.id
        where s.id = $1 and s.deleted_at is null),
      branch as (
        select 1 as depth, m.* from session s
        join platform.chat_messages m on m.id = s.newest and m.session_id = s.id
        union all
        select b.depth + 1, p.* from branch b
        cross join lateral (select * from platform.chat_messages p where p.id = b.parent_id) p
        where b.depth <= $3),
      calls as (
        select t.message_id, json_agg(json_build_object(
            'id', t.id, 'name', t.name, 'parameters', t.parameters, 'result', t.result,
            'status', t.status, 'duration_ms', t.duration_ms) order by t.created_at, t.id) as all
        from platform.tool_calls t where t.message_id = any (array(select id from branch))
        group by t.message_id),
      measured as (
        select b.*, c.all as tool_calls,
          lead(b.shown_child_id) over by_depth is not null as is_forked,
          b.depth <= $3 and (b.depth = 1
            or sum(octet_length(b.content) + coalesce(octet_length(c.all::text), 0)) over by_depth
              <= 1000000) as fits
        from branch b left join calls c on c.message_id = b.id
        window by_depth as (order by b.depth)),
      message as (
        select b.depth, b.id, b.fits, case when b.fits then row_to_json(json) end as json
        from measured b
        cross join lateral (
          select b.id, b.session_id, b.parent_id, b.kind, b.status, b.content, b.error, b.model,
            b.token_count, b.prompt_token_count, b.answering_part as part, b.client_message_id,
            case when b.is_forked then (
              select array_agg(s.id order by s.id) from (
                select id from platform.chat_messages where parent_id = b.parent_id
                order by id desc limit 100) s) else '{}' end as sibling_ids,
            coalesce(b.tool_calls, '[]') as tool_calls,
            platform.wire_time(b.created_at) as created_at,
            platform.wire_time(b.updated_at) as updated_at) json
        where b.parent_id is not null)
      select '{"data":[' || coalesce(
          string_agg(m.json::text, ',' order by m.depth desc) filter (where m.fits), '')
        || '],"next_cursor":'
        || coalesce('"' || (array_agg(m.id order by m.depth) filter (where not m.fits))[1] || '"', 'null')
        || ',"head_seq":' || s.head_seq || '}' as page,
        count(m.id) as messages
      from session s left join message m on true
      group by s.head_seq
      """;

  /** Walks from the leaf to the message: as far as a reader who goes back page by page has come. */
  private static final String IS_SHOWN =
      """
      with recursive up (id, parent_id) as (
        select m.id, m.parent_id from platform.chat_sessions s
        join platform.chat_messages m on m.id = s.leaf_id
        where s.id = $1 and s.deleted_at is null
        union all
        select p.id, p.parent_id from up
        cross join lateral (select * from platform.chat_messages p where p.id = up.parent_id) p
        where up.id <> $2)
      select exists (select from up where id = $2) as shown
      """;

  private static final String SHOW =
      """
      with recursive chosen as (
        select id, parent_id from platform.chat_messages
        where id = $2 and session_id = $1 and parent_id is not null),
      up (id, child) as (
        select parent_id, id from chosen
        union all
        select m.parent_id, m.id from up join platform.chat_messages m on m.id = up.id
        where m.parent_id is not null),
      down (id, depth) as (
        select id, 0 from chosen
        union all
        select next.id, down.depth + 1 from down
        join platform.chat_messages m on m.id = down.id
        cross join lateral (select coalesce(m.shown_child_id, (
          select c.id from platform.chat_messages c where c.parent_id = m.id
          order by c.id desc limit 1)) as id) next
        where next.id is not null),
      forks as (
        update platform.chat_messages f set shown_child_id = up.child from up
        where f.id = up.id and f.shown_child_id is distinct from up.child
          and f.shown_child_id is not null),
      leaf as (select id from down order by depth desc limit 1),
      session as (
        update platform.chat_sessions s set leaf_id = leaf.id from leaf
        where s.id = $1 and s.leaf_id <> leaf.id returning new.*),
      event as (
        select e.topic_id, e.kind, e.seq, e.type, e.at, e.data::text as data from session s
        cross join lateral platform.append_events(array[s.id], array['branch.shown'],
          array[json_build_object('leaf_id', s.leaf_id)]) e)
      select e.* from chosen left join event e on true
      """;

  private ChatMessageStore() {}

  /**
   * @param from the newest message of the page; the leaf when null
   * @return empty if the caller may not see the session
   * @throws Problem if {@code from} is not in it
   */
  static Optional<RawJson<MessagePage>> page(
      Statements tx, UUID sessionId, @Nullable UUID from, int limit) {
    var rows = tx.query(PAGE, sessionId, from, limit);
    for (var row : rows) {
      if (from == null || row.getLong("messages") > 0) {
        return Optional.of(new RawJson<>(row.getString("page"), MessagePage.class));
      }
      throw otherCursor();
    }
    return Optional.empty();
  }

  /** Whether a message is on the branch that is shown. */
  static boolean isShown(Statements tx, UUID sessionId, UUID id) {
    return tx.query(IS_SHOWN, sessionId, id).iterator().next().getBoolean("shown");
  }

  static Problem otherCursor() {
    return new Problem(
        Problem.Kind.MALFORMED, "malformed_parameter", "The cursor is of no page of this chat.");
  }

  static Optional<RawJson<ChatMessage>> find(Statements tx, UUID sessionId, UUID id) {
    var rows =
        tx.query(
            """
            select platform.chat_message_json(
              m, '{}', platform.tool_calls_json(m.id))::text as message
            from platform.chat_messages m
            join platform.chat_sessions s on s.id = m.session_id and s.deleted_at is null
            where m.id = $1 and m.session_id = $2
            """,
            id,
            sessionId);
    for (var row : rows) {
      return Optional.of(new RawJson<>(row.getString("message"), ChatMessage.class));
    }
    return Optional.empty();
  }

  /**
   * Needs the session's lock.
   *
   * @return false if there is no such message; nothing happens if it is already shown
   */
  static boolean show(EventLog events, Statements tx, UUID sessionId, UUID messageId) {
    return events.append(tx, SHOW, sessionId, messageId).size() > 0;
  }

  /**
   * As a worker.
   *
   * @return whether there may be more
   */
  static boolean deleteSome(Statements tx, UUID[] sessions, int limit) {
    return tx.query(
                """
                delete from platform.chat_messages where id in (
                  select id from platform.chat_messages where session_id = any($1) limit $2)
                """,
                sessions,
                limit)
            .rowCount()
        == limit;
  }
}
