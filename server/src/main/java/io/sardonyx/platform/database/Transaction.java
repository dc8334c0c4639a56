package io.sardonyx.platform.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several statements that are committed together. {@code BEGIN} goes out with the first. */
final class Transaction implements Statements {
  private final Connection connection;
  private final Context context;
  private final Duration longest;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean begun;

  private Transaction(Connection connection, Context context, Duration longest) {
    this.connection = connection;
    this.context = context;
    this.longest = longest;
  }

  static <T> T run(
      Connections connections, Context context, Duration longest, Function<Statements, T> work) {
    var connection = take(connections, longest);
    var transaction = new Transaction(connection, context, longest);
    T result;
    try {
      result = work.apply(transaction);
      transaction.commit();
      connections.giveBack(connection);
    } catch (Throwable failure) {
      // One that may still be in the transaction is nobody's any more.
      transaction
          .rollback()
          .onComplete(done -> connections.giveBack(connection), undone -> connection.close());
      throw failure;
    }
    transaction.afterCommit.forEach(AfterCommit::run);
    return result;
  }

  /** What comes when nobody waits any more goes back. */
  private static Connection take(Connections connections, Duration longest) {
    var taken = connections.take();
    try {
      return Await.result(taken, longest);
    } catch (DatabaseUnavailable interrupted) {
      taken.onSuccess(connections::giveBack);
      throw interrupted;
    }
  }

  @Override
  public RowSet<Row> query(String sql, @Nullable Object... arguments) {
    var tuple = Tuple.from(arguments);
    if (begun) {
      return Await.result(connection.sendBare(sql, tuple), longest);
    }
    begun = true;
    return Await.result(
        connection.send(context, ContextPrefix.Transaction.BEGUN, sql, tuple), longest);
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  private void commit() {
    if (begun) {
      Await.result(connection.commit(), longest);
    }
  }

  private Future<?> rollback() {
    return begun ? connection.rollback() : Future.succeededFuture();
  }
}
