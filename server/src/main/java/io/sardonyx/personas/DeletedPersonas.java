package io.sardonyx.personas;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.deletion.DeletedRecords;
import io.sardonyx.sessions.SessionReference;
import jakarta.inject.Singleton;

/** Personas that were deleted: chat sessions refer to them no longer, then they go. */
@Singleton
public class DeletedPersonas implements DeletedRecords {
  private final Database database;

  public DeletedPersonas(Database database) {
    this.database = database.background();
  }

  @Override
  public void remove(int limit) {
    for (var id : PersonaStore.deleted(database.working(), limit)) {
      if (!SessionReference.PERSONA.clearAll(database, id, limit)) {
        return;
      }
      PersonaStore.remove(database.working(), id);
    }
  }
}
