package io.sardonyx.messages;

import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/** The SQL of tool calls. */
final class ToolCallStore {
  private ToolCallStore() {}

  static boolean begin(
      Statements tx, UUID id, UUID sessionId, UUID answerId, String tool, String parameters) {
    return tx.query(
                """
                insert into platform.tool_calls (id, organization_id, application_id, user_id,
                  session_id, message_id, name, parameters)
                select $1, organization_id, application_id, user_id, session_id, id, $4,
                  $5::text::jsonb
                from platform.chat_messages
                where id = $3 and session_id = $2 and user_id = (select platform.caller_user())
                  and status = 'streaming'
                """,
                id,
                sessionId,
                answerId,
                tool,
                parameters)
            .rowCount()
        > 0;
  }

  static void end(Statements tx, UUID id, String status, String result, long milliseconds) {
    tx.query(
        """
        update platform.tool_calls
        set status = $2, result = $3, duration_ms = least($4::bigint, 2147483647)
        where id = $1 and status = 'running'
        """,
        id,
        status,
        result,
        milliseconds);
  }

  /** The running calls of an answer that was cut off fail with it. */
  static void failRunning(Statements tx, UUID answerId) {
    tx.query(
        """
        update platform.tool_calls set status = 'failed'
        where message_id = $1 and status = 'running'
        """,
        answerId);
  }
}
