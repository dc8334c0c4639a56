package io.sardonyx.platform.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.jspecify.annotations.Nullable;

/**
 * What a store runs its SQL on: a transaction that is open, or a way to run each statement as a
 * transaction of its own. Blocks its (virtual) thread; throws {@link io.vertx.pgclient.PgException}
 * for what PostgreSQL refuses and {@link DatabaseUnavailable} when it cannot be reached.
 */
public interface Statements {
  /**
   * Runs an action once the transaction is committed, in the order of registration; not at all when
   * it is rolled back. Where each statement is a transaction of its own, what was run is committed
   * already, and the action runs at once. An action must not throw: what is committed has happened.
   */
  void afterCommit(Runnable action);

  RowSet<Row> query(String sql, @Nullable Object... arguments);
}
