package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of reading the tree and of showing another of its branches. */
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
        from platform.chat_sessions s join platform.topics t on t.id = s.id
        where s.id = $1 and s.deleted_at is null),
      branch (m, depth) as (
        select m, 1 from session s
        join platform.chat_messages m on m.id = s.newest and m.session_id = s.id
        union all
        select p, b.depth + 1 from branch b
        cross join lateral (
          select p from platform.chat_messages p where p.id = (b.m).parent_id) as p (p)
        where b.depth <= $3)
      select s.head_seq, (b.m).id, (b.m).parent_id is null as is_root, b.depth,
        platform.chat_message_json(b.m,
          case when (p.m).shown_child_id is not null then (
            select array_agg(c.id order by c.id) from platform.chat_messages c
            where c.parent_id = (p.m).id) end,
          platform.tool_calls_json((b.m).id))::text as message
      from session s left join branch b on true left join branch p on p.depth = b.depth + 1
      order by b.depth desc
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
      topic as (
        update platform.topics t set head_seq = t.head_seq + 1 from session s
        where t.id = s.id returning t.*),
      event as (
        insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
        select t.id, t.head_seq, t.organization_id, t.application_id, 'branch.shown',
          json_build_object('leaf_id', s.leaf_id)
        from topic t, session s
        returning topic_id, seq, type, at, data::text)
      select 'chat_session' as kind, e.* from chosen left join event e on true
      """;

  private ChatMessageStore() {}

  /**
   * @param from the newest message of the page; the leaf when null
   * @return empty if the caller may not see the session
   */
  static Optional<MessagePage> page(Statements tx, UUID sessionId, @Nullable UUID from, int limit) {
    var rows = tx.query(PAGE, sessionId, from, limit);
    var messages = new ArrayList<ChatMessage>(rows.size());
    String next = null;
    long headSeq = -1;
    for (var row : rows) {
      headSeq = row.getLong("head_seq");
      if (row.getInteger("depth") == null || row.getBoolean("is_root")) {
        continue;
      }
      if (row.getInteger("depth") > limit) {
        next = row.getUUID("id").toString();
      } else {
        messages.add(Wire.read(row.getString("message"), ChatMessage.class));
      }
    }
    return headSeq < 0 ? Optional.empty() : Optional.of(new MessagePage(messages, next, headSeq));
  }

  static Optional<ChatMessage> find(Statements tx, UUID sessionId, UUID id) {
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
      return Optional.of(Wire.read(row.getString("message"), ChatMessage.class));
    }
    return Optional.empty();
  }

  /**
   * Needs the session's lock.
   *
   * @return what to publish, nothing if the message is already shown; empty if there is none
   */
  static Optional<List<Event>> show(Statements tx, UUID sessionId, UUID messageId) {
    var rows = tx.query(SHOW, sessionId, messageId);
    for (var row : rows) {
      return Optional.of(row.getUUID("topic_id") == null ? List.of() : Recorded.events(rows));
    }
    return Optional.empty();
  }
}
