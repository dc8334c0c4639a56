package io.sardonyx.platform.database;

import io.sardonyx.platform.threads.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Waits, on a virtual thread, for what the driver's event loop does. One thread looks for waits
 * that take too long: a limit on each would wake another thread for each.
 */
final class Await {
  /** Above the role's statement_timeout, so that PostgreSQL says first what took too long. */
  static final Duration API = Duration.ofSeconds(20);

  /** The same for the workers' role, whose statements may take longer. */
  static final Duration WORKERS = Duration.ofSeconds(75);

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** The server shuts down, starts up, has no connection, memory or disk to give. */
  private static final Set<String> UNAVAILABLE =
      Set.of("57P01", "57P02", "57P03", "53100", "53200", "53300");

  private static final Set<Waiting<?>> WAITING = ConcurrentHashMap.newKeySet();

  static {
    var unused = RepeatingTask.start("database-overdue", Await::endOverdue);
  }

  private Await() {}

  static <T> T result(Future<T> future, Duration longest) {
    var waiting = new Waiting<T>(System.nanoTime() + longest.toNanos());
    WAITING.add(waiting);
    future.onComplete(waiting::complete, waiting::completeExceptionally);
    try {
      return waiting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PgException refused && !UNAVAILABLE.contains(code(refused))) {
        throw refused;
      }
      throw new DatabaseUnavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable(e);
    } finally {
      WAITING.remove(waiting);
    }
  }

  private static void endOverdue() throws InterruptedException {
    Thread.sleep(PERIOD);
    long now = System.nanoTime();
    for (var waiting : WAITING) {
      if (now - waiting.end > 0) {
        waiting.completeExceptionally(new TimeoutException());
      }
    }
  }

  private static final class Waiting<T> extends CompletableFuture<T> {
    private final long end;

    Waiting(long end) {
      this.end = end;
    }
  }

  private static String code(PgException refused) {
    var code = refused.getSqlState();
    return code == null ? "" : code;
  }
}
