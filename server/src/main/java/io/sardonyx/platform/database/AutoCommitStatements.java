package io.sardonyx.platform.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Every statement is a transaction of its own, sent whole in one write. */
record AutoCommitStatements(
    Connections connections, Context context, boolean readOnly, Duration longest)
    implements Statements {

  /** How long to wait before a read is tried again, when its connection was lost. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(20), Duration.ofMillis(200));

  @Override
  public RowSet<Row> query(String sql, @Nullable Object... arguments) {
    var tuple = Tuple.from(arguments);
    if (readOnly) {
      for (var pause : PAUSES) {
        try {
          return Await.result(send(sql, tuple), longest);
        } catch (DatabaseUnavailable lost) {
          if (lost.getCause() instanceof TimeoutException) {
            throw lost;
          }
          LockSupport.parkNanos(pause.toNanos());
        }
      }
    }
    return Await.result(send(sql, tuple), longest);
  }

  @Override
  public void afterCommit(Runnable action) {
    AfterCommit.run(action);
  }

  private Future<RowSet<Row>> send(String sql, Tuple arguments) {
    return connections.with(connection ->
        context.isNobody()
            ? connection.sendBare(sql, arguments)
            : connection.send(context, transaction(), sql, arguments));
  }

  private ContextPrefix.Transaction transaction() {
    return readOnly ? ContextPrefix.Transaction.READ_ONLY : ContextPrefix.Transaction.ALONE;
  }
}
