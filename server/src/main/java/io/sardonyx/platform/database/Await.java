package io.sardonyx.platform.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, on a virtual thread, for what the driver's event loop does. */
final class Await {
  /** Above the roles' statement_timeout, so that PostgreSQL says first what took too long. */
  private static final long SECONDS = 20;

  /** The server shuts down, starts up, has no connection, memory or disk to give. */
  private static final Set<String> UNAVAILABLE =
      Set.of("57P01", "57P02", "57P03", "53100", "53200", "53300");

  private Await() {}

  static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PgException refused && !UNAVAILABLE.contains(code(refused))) {
        throw refused;
      }
      throw new DatabaseUnavailable(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new DatabaseUnavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable(e);
    }
  }

  private static String code(PgException refused) {
    var code = refused.getSqlState();
    return code == null ? "" : code;
  }
}
