package io.sardonyx.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a connection from a pool, with a limit to the wait. The pool's own limit loses connections:
 * one that is on its way to a wait that ends in this moment is never given back, and a moment of
 * overload, in which many waits end, takes them all. Ours gives back what comes too late.
 */
final class Acquiring {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Set<Acquiring> WAITING = ConcurrentHashMap.newKeySet();

  static {
    Thread.ofVirtual().name("connections-overdue").start(Acquiring::endOverdue);
  }

  private final Promise<SqlConnection> promise = Promise.promise();
  private final long since = System.nanoTime();

  private Acquiring() {}

  static Future<SqlConnection> from(Pool pool) {
    var wanted = pool.getConnection();
    if (wanted.isComplete()) {
      return wanted;
    }
    var acquiring = new Acquiring();
    WAITING.add(acquiring);
    wanted.onComplete(acquiring::connected, acquiring::failed);
    return acquiring.promise.future();
  }

  private void connected(SqlConnection connection) {
    WAITING.remove(this);
    if (!promise.tryComplete(connection)) {
      var unused = connection.close();
    }
  }

  private void failed(Throwable cause) {
    WAITING.remove(this);
    promise.tryFail(cause);
  }

  private static void endOverdue() {
    while (true) {
      LockSupport.parkNanos(PERIOD.toNanos());
      long now = System.nanoTime();
      for (var acquiring : WAITING) {
        if (now - acquiring.since > LONGEST.toNanos()) {
          acquiring.failed(new TimeoutException("No connection was free"));
        }
      }
    }
  }
}
