package io.sardonyx.messages;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.JsonRows;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The SQL of transcripts. */
final class TranscriptStore {
  private TranscriptStore() {}

  static List<UUID> all(Statements tx, UUID sessionId) {
    return ids(
        tx.query(
            """
            select m.id from platform.chat_messages m
            join platform.chat_sessions s on s.id = m.session_id and s.deleted_at is null
            where m.session_id = $1 and m.parent_id is not null order by m.id
            """,
            sessionId));
  }

  static List<UUID> shown(Statements tx, UUID sessionId) {
    return ids(
        tx.query(
            """
            with recursive branch (id, parent_id, depth) as (
              select m.id, m.parent_id, 0 from platform.chat_sessions s
              join platform.chat_messages m on m.id = s.leaf_id
              where s.id = $1 and s.deleted_at is null
              union all
              select p.id, p.parent_id, b.depth + 1 from branch b
              cross join lateral (
                select * from platform.chat_messages p where p.id = b.parent_id) p)
            select id from branch where parent_id is not null order by depth desc
            """,
            sessionId));
  }

  static List<ChatMessage> read(Statements tx, List<UUID> ids) {
    var rows =
        tx.query(
            """
            select platform.chat_message_json(
              m, '{}', platform.tool_calls_json(m.id))::text as message
            from unnest($1::uuid[]) with ordinality as wanted (id, place)
            join platform.chat_messages m on m.id = wanted.id
            order by wanted.place
            """,
            (Object) ids.toArray(UUID[]::new));
    var messages = new ArrayList<ChatMessage>(rows.size());
    for (var row : rows) {
      messages.add(JsonRows.read(row.getString("message"), ChatMessage.class));
    }
    return messages;
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    var ids = new ArrayList<UUID>(rows.size());
    for (var row : rows) {
      ids.add(row.getUUID("id"));
    }
    return ids;
  }
}
