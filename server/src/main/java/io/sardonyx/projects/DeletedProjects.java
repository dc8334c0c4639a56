package io.sardonyx.projects;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.deletion.DeletedRecords;
import io.sardonyx.sessions.SessionReference;
import jakarta.inject.Singleton;

/** Projects that were deleted: chat sessions refer to them no longer, then they go. */
@Singleton
public class DeletedProjects implements DeletedRecords {
  private final Database database;

  public DeletedProjects(Database database) {
    this.database = database.background();
  }

  @Override
  public void remove(int limit) {
    for (var id : ProjectStore.deleted(database.working(), limit)) {
      if (!SessionReference.PROJECT.clearAll(database, id, limit)) {
        return;
      }
      ProjectStore.remove(database.working(), id);
    }
  }
}
