package io.sardonyx.platform.deletion;

import io.sardonyx.platform.database.Statements;

/**
 * Rows of which one app user may have very many. Beans of this type are found; when a user or an
 * application was deleted, each is asked until it has none left, and the user's row goes last. What
 * a user has few of goes along with that row, by a foreign key.
 */
public interface UserData {
  /**
   * As the workers' role, in a transaction of its own: deletes some, those first that others refer
   * to last.
   *
   * @param limit rows that one statement may delete
   * @return whether there may be more
   */
  boolean deleteSome(Statements tx, UserKey user, int limit);
}
