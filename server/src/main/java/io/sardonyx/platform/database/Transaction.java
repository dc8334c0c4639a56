package io.sardonyx.platform.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several statements that are committed together. {@code BEGIN} rides with the first. */
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
    var connection = Await.result(pool.getConnection(), longest);
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
      return Await.result(connection.preparedQuery(sql).execute(tuple), longest);
    }
    begun = true;
    return Await.result(OneWrite.inOneTurn(connection, () -> first(sql, tuple)), longest);
  }

  /** A {@code BEGIN} that failed fails what follows it too. */
  private Future<RowSet<Row>> first(String sql, Tuple arguments) {
    var begin = connection.query("BEGIN").execute();
    var identify =
        context.isNobody()
            ? begin
            : connection.preparedQuery(Context.SQL).execute(context.settings());
    var statement = connection.preparedQuery(sql).execute(arguments);
    return Future.join(begin, identify, statement).transform(all -> statement);
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
