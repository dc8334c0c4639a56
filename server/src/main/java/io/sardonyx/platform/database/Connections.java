package io.sardonyx.platform.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one role. They are made when they are wanted and go when nobody wants them for
 * long; whoever finds none free waits in a line, but not for ever.
 *
 * <p>In place of the driver's pool, which takes every result to the event loop of whoever asked and
 * every connection to that of whoever is next; and which loses connections that are on their way to
 * a wait whose limit strikes. Here the connection's own event loop sends the next statement as soon
 * as it has read the last one's result, and wakes nobody but who waits for it.
 */
final class Connections implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 10_000;
  private static final long LOOK_MILLIS = 1_000;
  private static final Logger LOG = Logger.getLogger(Connections.class);

  private final VertxInternal vertx;
  private final ConnectionFactory driver;
  private final int most;
  private final long looking;
  private final ReentrantLock lock = new ReentrantLock();

  // All of it under the lock.
  private final Set<Connection> open = new HashSet<>();
  private final ArrayDeque<Idle> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int connecting;
  private boolean closed;

  private record Idle(Connection connection, long since) {}

  private record Waiting(Promise<Connection> promise, long since) {}

  Connections(Vertx vertx, PgConnectOptions options, int most) {
    this.vertx = (VertxInternal) vertx;
    this.driver = PgDriver.INSTANCE.createConnectionFactory(vertx, options);
    this.most = most;
    this.looking = vertx.setPeriodic(LOOK_MILLIS, id -> look());
  }

  /** Gives the connection back when the work is over. */
  <T> Future<T> with(Function<Connection, Future<T>> work) {
    return take()
        .compose(connection ->
            Future.succeededFuture(connection).compose(work).andThen(done -> giveBack(connection)));
  }

  /** To be given back, once, when everything that was sent on it is answered. */
  Future<Connection> take() {
    var promise = Promise.<Connection>promise();
    boolean connect;
    lock.lock();
    try {
      if (closed) {
        return Future.failedFuture("The connections are closed");
      }
      var free = idle.pollLast();
      if (free != null) {
        return Future.succeededFuture(free.connection());
      }
      if (waiting.size() == MOST_WAITING) {
        return Future.failedFuture("Too many wait for a connection");
      }
      waiting.add(new Waiting(promise, System.nanoTime()));
      connect = wantsOneMore();
    } finally {
      lock.unlock();
    }
    if (connect) {
      connect();
    }
    return promise.future();
  }

  void giveBack(Connection connection) {
    var next =
        locked(() -> {
          if (!open.contains(connection) || !connection.isOpen()) {
            return null; // It broke: whoever waits gets another.
          }
          var first = waiting.poll();
          if (first == null) {
            idle.addLast(new Idle(connection, System.nanoTime()));
          }
          return first;
        });
    if (next != null) {
      next.promise().complete(connection);
    }
  }

  /** Under the lock: whether the caller is to {@link #connect}, once it has let go of it. */
  private boolean wantsOneMore() {
    boolean wants = !closed && waiting.size() > connecting && open.size() + connecting < most;
    connecting += wants ? 1 : 0;
    return wants;
  }

  /** On an event loop of its own choice; they take turns. */
  private void connect() {
    var loop = vertx.createEventLoopContext();
    driver.connect(loop).map(Connection::new).onComplete(this::connected, this::refused);
  }

  private void connected(Connection connection) {
    connection.onClose(() -> broken(connection));
    boolean wanted =
        locked(() -> {
          connecting--;
          return !closed && open.add(connection);
        });
    if (wanted) {
      giveBack(connection);
    } else {
      var unused = connection.close();
    }
  }

  /** Whoever has waited longest is told, and the next has a try of their own. */
  private void refused(Throwable cause) {
    var first =
        locked(() -> {
          connecting--;
          return waiting.poll();
        });
    if (first != null) {
      first.promise().fail(cause);
    }
    connectIfWanted();
  }

  private void broken(Connection connection) {
    locked(() -> {
      idle.removeIf(each -> each.connection() == connection);
      return open.remove(connection);
    });
    connectIfWanted();
  }

  private void connectIfWanted() {
    if (locked(this::wantsOneMore)) {
      connect();
    }
  }

  private void look() {
    long now = System.nanoTime();
    var overdue = new ArrayList<Waiting>();
    var unused = new ArrayList<Connection>();
    locked(() -> {
      while (!waiting.isEmpty() && now - waiting.peek().since() > LONGEST_WAIT.toNanos()) {
        overdue.add(waiting.poll());
      }
      while (!idle.isEmpty() && now - idle.peek().since() > LONGEST_IDLE.toNanos()) {
        unused.add(idle.poll().connection());
      }
      return null;
    });
    overdue.forEach(each -> each.promise().fail(new TimeoutException("No connection was free")));
    unused.forEach(Connection::close);
  }

  /** Returns when the connections are closed: whoever stops the program stops the loops next. */
  @Override
  public void close() {
    vertx.cancelTimer(looking);
    var left = new ArrayList<Waiting>();
    var all =
        locked(() -> {
          closed = true;
          idle.clear();
          left.addAll(waiting);
          waiting.clear();
          return List.copyOf(open);
        });
    left.forEach(each -> each.promise().fail("The connections are closed"));
    var ended = Promise.<Void>promise();
    Future.join(all.stream().map(Connection::close).toList())
        .onComplete(done -> driver.close(ended));
    await(ended.future());
  }

  private static void await(Future<?> end) {
    try {
      end.toCompletionStage().toCompletableFuture().get(LONGEST_END.toMillis(), MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("The connections did not close in order: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
