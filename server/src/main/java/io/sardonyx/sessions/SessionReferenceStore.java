package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/** The SQL of what chat sessions refer to. */
final class SessionReferenceStore {
  private SessionReferenceStore() {}

  static boolean personaExists(Statements tx, UUID id) {
    return tx.query("select from platform.persona_settings where id = $1", id).size() > 0;
  }

  static boolean projectExists(Statements tx, UUID id) {
    return tx.query("select from platform.project_instructions where id = $1", id).size() > 0;
  }

  /**
   * @return how many sessions referred to it, at most the limit
   */
  static int clear(Statements tx, String column, UUID id, int limit) {
    return tx.query(
            """
            update platform.chat_sessions set %1$s = null where id in (
              select id from platform.chat_sessions where %1$s = $1 order by id desc limit $2)
            """
                .formatted(column),
            id,
            limit)
        .rowCount();
  }
}
