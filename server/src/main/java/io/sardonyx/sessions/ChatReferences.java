package io.sardonyx.sessions;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What chats name, and outlive: how it is let go of when it was deleted, as a worker. */
public enum ChatReferences {
  PERSONA("personas", "persona_id"),
  PROJECT("projects", "project_id");

  /** Most have fewer chats: then nothing is left for the job but the row. */
  private static final int AT_ONCE = 1_000;

  private final String detach;
  private final String deleted;
  private final String remove;

  ChatReferences(String table, String column) {
    detach =
        """
        update platform.chat_sessions set %1$s = null where id in (
          select id from platform.chat_sessions where %1$s = $1 order by id desc limit $2)
        """
            .formatted(column);
    deleted =
        "select id from platform.%s where deleted_at is not null order by deleted_at limit $1"
            .formatted(table);
    remove = "delete from platform.%s where id = $1 and deleted_at is not null".formatted(table);
  }

  /** The latest chats that name it name none from now on. */
  public void detachLatest(Statements tx, UUID id) {
    var unused = detach(tx, id, AT_ONCE);
  }

  /** Removes for good what was deleted, and lets go of the chats first, so many in a statement. */
  public void removeDeleted(Database database, int limit) {
    for (var id : deleted(database.working(), limit)) {
      while (detach(database.working(), id, limit) == limit) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
      database.working().query(remove, id);
    }
  }

  private int detach(Statements tx, UUID id, int limit) {
    return tx.query(detach, id, limit).rowCount();
  }

  private List<UUID> deleted(Statements tx, int limit) {
    var ids = new ArrayList<UUID>();
    tx.query(deleted, limit).forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }
}
