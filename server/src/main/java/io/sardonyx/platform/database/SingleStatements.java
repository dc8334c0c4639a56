package io.sardonyx.platform.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Every statement is a transaction of its own, sent whole in one write. */
record SingleStatements(Pool pool, Context context, boolean readOnly, Duration longest)
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

  private Future<RowSet<Row>> send(String sql, Tuple arguments) {
    return pool.getConnection()
        .compose(connection -> {
          var answer =
              context.isNobody()
                  ? connection.preparedQuery(sql).execute(arguments)
                  : OneWrite.inOneTurn(connection, () -> pipelined(connection, sql, arguments));
          return answer.eventually(() -> connection.close());
        });
  }

  /**
   * If the statement fails, the {@code COMMIT} behind it rolls back; the connection is free only
   * when both are answered.
   */
  private Future<RowSet<Row>> pipelined(SqlConnection connection, String sql, Tuple arguments) {
    var begin = connection.query(readOnly ? "BEGIN READ ONLY" : "BEGIN").execute();
    var identify = connection.preparedQuery(Context.SQL).execute(context.settings());
    var statement = connection.preparedQuery(sql).execute(arguments);
    var commit = connection.query("COMMIT").execute();
    return Future.join(begin, identify, statement, commit)
        .transform(all -> {
          if (statement.failed()) {
            return Future.failedFuture(statement.cause());
          }
          return all.succeeded()
              ? Future.succeededFuture(statement.result())
              : Future.failedFuture(all.cause());
        });
  }
}
