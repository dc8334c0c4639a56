package io.sardonyx.platform.database;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * One connection to PostgreSQL, which belongs to one borrower at a time; results come on its event
 * loop.
 */
final class Connection {
  private final SqlConnection driver;
  private final Channel channel;
  private final ContextPrefix preamble = new ContextPrefix();

  Connection(SqlConnection driver) {
    this.driver = driver;
    var socket = (SocketConnectionBase) ((SqlConnectionInternal) driver).unwrap();
    this.channel = socket.socket().channelHandlerContext().channel();
    channel.pipeline().addBefore("codec", ContextPrefix.class.getName(), preamble);
  }

  /** No any more as soon as it breaks, before {@link #onClose} and those who sent are told. */
  boolean isOpen() {
    return channel.isActive();
  }

  /** The caller's context goes in front of the statement. */
  Future<RowSet<Row>> send(
      Context context, ContextPrefix.Transaction transaction, String sql, Tuple arguments) {
    preamble.next(context, transaction);
    return execute(sql, arguments);
  }

  /** Within a transaction that has begun, or where the connection's role decides by itself. */
  Future<RowSet<Row>> sendBare(String sql, Tuple arguments) {
    preamble.nothingNext();
    return execute(sql, arguments);
  }

  private Future<RowSet<Row>> execute(String sql, Tuple arguments) {
    return driver.preparedQuery(sql).execute(arguments).map(Connection::last);
  }

  /** The driver takes what goes in front for an empty result before the statement's. */
  private static RowSet<Row> last(RowSet<Row> results) {
    var last = results;
    for (var next = results.next(); next != null; next = next.next()) {
      last = next;
    }
    return last;
  }

  Future<RowSet<Row>> commit() {
    return driver.query("COMMIT").execute();
  }

  /** After whatever is still running. */
  Future<RowSet<Row>> rollback() {
    return driver.query("ROLLBACK").execute();
  }

  void onClose(Runnable listener) {
    driver.closeHandler(closed -> listener.run());
  }

  Future<Void> close() {
    return driver.close();
  }
}
