package io.sardonyx.platform.database;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.util.function.Supplier;

/**
 * Makes what is sent to a connection in one turn of its event loop leave in one write. The driver
 * flushes each command by itself, which would cost a system call, and often a round trip's wait in
 * PostgreSQL, for each of {@code BEGIN}, context, statement and {@code COMMIT}.
 */
final class OneWrite {
  /** More commands than a transaction has; beyond it Netty flushes anyway. */
  private static final int MOST = 256;

  private OneWrite() {}

  /** Once for each new connection. */
  static void install(SqlConnection connection) {
    socket(connection)
        .socket()
        .channelHandlerContext()
        .pipeline()
        .addFirst("one write", new FlushConsolidationHandler(MOST, true));
  }

  /** Runs {@code send} whole in one turn of the connection's own event loop. */
  static <T> Future<T> inOneTurn(SqlConnection connection, Supplier<Future<T>> send) {
    Context own = socket(connection).context();
    Promise<T> promise = Promise.promise();
    own.runOnContext(turn -> send.get().onComplete(promise));
    return promise.future();
  }

  private static SocketConnectionBase socket(SqlConnection connection) {
    return (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap().unwrap();
  }
}
