package io.sardonyx.platform.database;

import io.sardonyx.platform.threads.RepeatingTask;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The time, as the database has it: what it said last, and what has passed since by a clock that
 * nobody sets. All nodes agree on it though the clock of one is an hour off, or is set while it
 * runs; so no token that has expired for one is good for another, no delay is forgotten, and no
 * node believes another one dead.
 */
public final class DatabaseClock implements InstantSource, AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Duration REMARKABLE = Duration.ofSeconds(5);
  private static final Logger LOG = Logger.getLogger(DatabaseClock.class);

  private final Database database;
  private final InstantSource own;
  private volatile @Nullable Heard heard;
  private volatile @Nullable RepeatingTask asking;
  private Duration remarked = Duration.ZERO;

  private DatabaseClock(Database database, InstantSource own) {
    this.database = database;
    this.own = own;
  }

  /**
   * @param nanos {@link System#nanoTime} when it was said, as far as that can be told
   */
  private record Heard(Instant time, long nanos) {}

  /**
   * Returns when the database was asked for the first time.
   *
   * @param own this machine's clock, for as long as the database has never answered
   */
  public static DatabaseClock open(Database database, InstantSource own) {
    var clock = new DatabaseClock(database, own);
    clock.ask();
    clock.asking = RepeatingTask.start("database-clock", clock::askLater);
    return clock;
  }

  @Override
  public Instant instant() {
    var last = heard;
    return last == null ? own.instant() : last.time().plusNanos(System.nanoTime() - last.nanos());
  }

  @Override
  public void close() {
    var running = asking;
    if (running != null) {
      running.close();
    }
  }

  private void askLater() throws InterruptedException {
    Thread.sleep(PERIOD);
    ask();
  }

  private void ask() {
    try {
      long asked = System.nanoTime();
      var row = database.working().query("select clock_timestamp() as now").iterator().next();
      long answered = System.nanoTime();
      heard = new Heard(row.getOffsetDateTime("now").toInstant(), asked + (answered - asked) / 2);
      remark(Duration.between(instant(), own.instant()));
    } catch (DatabaseUnavailable | PgException e) {
      LOG.debugf("The database does not say what time it is: %s", e.getMessage());
    }
  }

  private void remark(Duration ahead) {
    if (ahead.minus(remarked).abs().compareTo(REMARKABLE) > 0) {
      remarked = ahead;
      LOG.warnf(
          "The clock of this machine is %d seconds ahead of the database's, which counts.",
          Math.round(ahead.toMillis() / 1_000.0));
    }
  }
}
