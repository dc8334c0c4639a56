package io.sardonyx.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two connections, wanted by many, whatever becomes of them. */
class ConnectionsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LOCK = "select pg_advisory_xact_lock(7)";

  private static TestPostgres postgres;
  private static Vertx vertx;
  private FaultProxy network;
  private Database database;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
  }

  @BeforeEach
  void open() {
    network = new FaultProxy(postgres.apiLogin().port());
    database = postgres.open(vertx, 2, network.port());
  }

  @AfterEach
  void close() {
    database.close();
    network.close();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void manyShareFew() throws Exception {
    var answered = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        callers.execute(() -> {
          query("select 1");
          answered.incrementAndGet();
        });
      }
    }
    assertThat(answered.get()).isEqualTo(1_000);
    assertThat(connections()).isEqualTo(2);
  }

  /** The driver's pool lost those that were on their way to somebody who had given up. */
  @Test
  void whoWaitsTooLongIsToldAndNoConnectionIsLost() throws Exception {
    var refused = new AtomicInteger();
    try (var held = postgres.superuser();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      held.createStatement().execute("select pg_advisory_lock(7)");
      for (int i = 0; i < 100; i++) {
        callers.execute(() -> {
          try {
            query(LOCK);
          } catch (DatabaseUnavailable noneFree) {
            refused.incrementAndGet();
          }
        });
      }
      Eventually.within(SOON, () -> refused.get() == 98, () -> refused + " were refused");
      held.createStatement().execute("select pg_advisory_unlock(7)");
    }
    manyShareFew();
  }

  @Test
  void thoseThatBreakAreMadeAnew() throws Exception {
    for (int i = 0; i < 3; i++) {
      manyShareFew();
      postgres.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sardonyx_api'");
      Eventually.within(SOON, this::answers);
    }
  }

  /** Only what was on its way fails; the others never knew the connections that broke. */
  @Test
  void whoWaitsForOneThatBreaksGetsAnother() throws Exception {
    var answered = new AtomicInteger();
    var failed = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        callers.execute(() -> {
          try {
            query("select pg_sleep(0.02)");
            answered.incrementAndGet();
          } catch (DatabaseUnavailable broken) {
            failed.incrementAndGet();
          }
        });
      }
      Eventually.within(SOON, () -> answered.get() > 10);
      network.cut();
    }
    assertThat(failed.get()).isBetween(1, 2);
    assertThat(answered.get()).isEqualTo(100 - failed.get());
  }

  @Test
  void whileThereIsNoDatabaseEverybodyIsToldAtOnceAndItGoesOnWhenItIsBack() throws Exception {
    manyShareFew();
    network.partition();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> query("select 1")).isInstanceOf(DatabaseUnavailable.class);
    }
    network.heal();
    Eventually.within(SOON, this::answers);
    manyShareFew();
  }

  /** A transaction that fails gives its connection back, when its rollback is through. */
  @Test
  void whatFailsGivesItsConnectionBack() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() ->
              database.asWorker(tx -> {
                tx.query("select 1");
                throw new IllegalStateException("on purpose");
              }))
          .hasMessage("on purpose");
    }
    assertThat(
            IntStream.range(0, 10)
                .map(i -> database.asWorker(tx -> tx.query("select 1").size()))
                .sum())
        .isEqualTo(10);
  }

  private void query(String sql) {
    database.unnamed().query(sql);
  }

  private boolean answers() {
    try {
      query("select 1");
      return true;
    } catch (DatabaseUnavailable notYet) {
      return false;
    }
  }

  private static int connections() throws SQLException {
    try (var superuser = postgres.superuser();
        var rows =
            superuser
                .createStatement()
                .executeQuery(
                    "select count(*) from pg_stat_activity where usename = 'sardonyx_api'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
