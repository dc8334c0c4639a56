package io.sardonyx.sessions;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/** What a chat session may refer to and outlives. */
public enum SessionReference {
  PERSONA("persona_id"),
  PROJECT("project_id");

  /** Most have fewer sessions: then nothing is left for the job but the row. */
  private static final int LATEST = 1_000;

  private final String column;

  SessionReference(String column) {
    this.column = column;
  }

  /** As a worker: the latest sessions refer to it no longer. */
  public void clearLatest(Statements tx, UUID id) {
    var unused = SessionReferenceStore.clear(tx, column, id, LATEST);
  }

  /**
   * As a worker: no session refers to it any longer.
   *
   * @param limit sessions a statement
   * @return false if the thread was interrupted before
   */
  public boolean clearAll(Database database, UUID id, int limit) {
    while (SessionReferenceStore.clear(database.working(), column, id, limit) == limit) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }
}
