package io.sardonyx.platform.database;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several statements that are committed together. {@code BEGIN} goes out with the first. */
final class Transaction implements Statements {
  private final SqlConnection connection;
  private final Context context;
  private final Duration longest;
  private boolean begun;

  private Transaction(SqlConnection connection, Context context, Duration longest) {
    this.connection = connection;
    this.context = context;
    this.longest = longest;
  }

  static <T> T run(Pool pool, Context context, Duration longest, Function<Statements, T> work) {
    var connection = Await.result(Acquiring.from(pool), longest);
    var transaction = new Transaction(connection, context, longest);
    try {
      var result = work.apply(transaction);
      transaction.commit();
      return result;
    } catch (Throwable failure) {
      transaction.rollback();
      throw failure;
    } finally {
      connection.close();
    }
  }

  @Override
  public RowSet<Row> query(String sql, @Nullable Object... arguments) {
    var tuple = Tuple.from(arguments);
    if (begun) {
      return Await.result(Preamble.sendBare(connection, sql, tuple), longest);
    }
    begun = true;
    return Await.result(
        Preamble.send(connection, context, Preamble.Transaction.BEGUN, sql, tuple), longest);
  }

  private void commit() {
    if (begun) {
      Await.result(connection.query("COMMIT").execute(), longest);
    }
  }

  /** Queued behind whatever is still running, and before the connection's return to the pool. */
  private void rollback() {
    if (begun) {
      var unused = connection.query("ROLLBACK").execute();
    }
  }
}
