package io.sardonyx.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final String WHO =
      "select platform.caller_organization() o, platform.caller_user() u, platform.caller_role() r";

  private static TestPostgres postgres;
  private static Vertx vertx;

  /** One connection, so that every borrower gets the one that the last one used. */
  private static Database database;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 1);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  /** The workers' role gives a job's statement a minute, and requests have ten seconds. */
  @Test
  void whatAJobMayTakeIsWaitedFor() {
    assertThat(database.working().query("select pg_sleep(21)").size()).isEqualTo(1);
  }

  /** However many jobs wait, and for however long. */
  @Test
  void nobodyWaitsForWhatIsDoneInTheBackground() throws Exception {
    try (var held = postgres.superuser();
        var jobs = Executors.newVirtualThreadPerTaskExecutor()) {
      held.createStatement().execute("select pg_advisory_lock(7)");
      for (int i = 0; i < 20; i++) {
        jobs.execute(
            () -> database.background().working().query("select pg_advisory_xact_lock(7)"));
      }
      Eventually.within(
          Duration.ofSeconds(10),
          () -> waitingForALock() == 4,
          () -> waitingForALock() + " connections wait");
      assertThat(database.working().query("select 1").size()).isEqualTo(1);
      held.createStatement().execute("select pg_advisory_unlock(7)");
    }
  }

  private static long waitingForALock() {
    return database
        .working()
        .query("select count(*) as n from pg_locks where locktype = 'advisory' and not granted")
        .iterator()
        .next()
        .getLong("n");
  }

  @Test
  void aStatementRunsInTheCallersName() {
    var caller = caller();
    var row = database.reading(caller).query(WHO).iterator().next();
    assertThat(row.getUUID("o")).isEqualTo(caller.organizationId());
    assertThat(row.getUUID("u")).isEqualTo(caller.userId());
    assertThat(row.getString("r")).isEqualTo("viewer");
  }

  /** Vert.x's pool, which can limit the wait too, loses the connection here. */
  @Test
  void connectionsOutliveAMomentInWhichManyWaitForThemInVain() {
    try (var crowded = postgres.open(vertx, 1)) {
      var served = new AtomicInteger();
      var refused = new AtomicInteger();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 9_000; i++) {
          callers.execute(() -> {
            try {
              crowded.as(caller(), tx -> tx.query("select pg_sleep(0.001)"));
              served.incrementAndGet();
            } catch (DatabaseUnavailable late) {
              refused.incrementAndGet();
            }
          });
        }
      }
      assertThat(served.get()).isPositive();
      assertThat(refused.get()).isPositive();
      assertThat(crowded.reading(caller()).query(WHO).size()).isEqualTo(1);
    }
  }

  @Test
  void readingCannotWrite() {
    assertThatThrownBy(() ->
            database.reading(caller()).query("update platform.organizations set name = 'changed'"))
        .hasMessageContaining("read-only");
  }

  @Test
  void aConnectionThatGoesBackKnowsNobody() throws SQLException {
    database.writing(caller()).query(WHO);
    assertNobody();
  }

  @Test
  void aConnectionThatGoesBackAfterAnErrorKnowsNobody() {
    assertThatThrownBy(() -> database.writing(caller()).query("select 1/0"))
        .isInstanceOf(PgException.class);
    assertNobody();
    assertThatThrownBy(() ->
            database.as(
                caller(),
                tx -> {
                  tx.query(WHO);
                  return tx.query("select 1/0");
                }))
        .isInstanceOf(PgException.class);
    assertNobody();
  }

  /** The driver keeps no statement whose parameters' types PostgreSQL cannot tell without it. */
  @Test
  void aTransactionMayBeginWithAStatementThatIsNotKept() {
    var sql = "select jsonb_build_object('told', $1) as told";
    for (int i = 0; i < 3; i++) {
      var row = database.as(caller(), tx -> tx.query(sql, "so")).iterator().next();
      assertThat(row.getJsonObject("told").getString("told")).isEqualTo("so");
    }
  }

  @Test
  void whatNeverRanLeavesNoNameForTheNextStatement() {
    assertThatThrownBy(() -> database.writing(caller()).query("select no_such_column"))
        .isInstanceOf(PgException.class);
    var row = database.unnamed().query(WHO).iterator().next();
    assertThat(row.getUUID("u")).isNull();
    assertThat(row.getString("r")).isNull();
  }

  @Test
  void aConnectionThatGoesBackAfterATimeoutKnowsNobody() {
    assertThatThrownBy(() ->
            database.as(
                caller(),
                tx -> {
                  tx.query("set local statement_timeout = 50");
                  return tx.query("select pg_sleep(5)");
                }))
        .hasMessageContaining("timeout");
    assertNobody();
  }

  @Test
  void aTransactionIsCommittedWholeOrNotAtAll() throws SQLException {
    sql("create table public.ledger (entry int)", "grant all on public.ledger to sardonyx_api");
    database.as(
        caller(),
        tx -> {
          tx.query("insert into public.ledger values (1)");
          return tx.query("insert into public.ledger values (2)");
        });
    assertThatThrownBy(() ->
            database.as(
                caller(),
                tx -> {
                  tx.query("insert into public.ledger values (3)");
                  throw new IllegalStateException("after the first statement");
                }))
        .isInstanceOf(IllegalStateException.class);
    var rows = database.reading(caller()).query("select count(*) from public.ledger");
    assertThat(rows.iterator().next().getLong(0)).isEqualTo(2);
  }

  @Test
  void aStatementWhoseCommitFailsIsNotAcknowledged() throws SQLException {
    sql(
        "create table public.deferred (entry int unique deferrable initially deferred)",
        "grant all on public.deferred to sardonyx_api");
    assertThatThrownBy(
            () -> database.writing(caller()).query("insert into public.deferred values (1), (1)"))
        .hasMessageContaining("duplicate key");
  }

  @Test
  void whatFollowsACommitRunsInOrderOnceItIsDone() throws SQLException {
    sql("create table public.facts (fact int)", "grant all on public.facts to sardonyx_api");
    var seen = new ArrayList<String>();
    database.as(
        caller(),
        tx -> {
          tx.query("insert into public.facts values (1)");
          // The only connection is free again, and others see what was committed.
          tx.afterCommit(() ->
              seen.add(
                  "first of "
                      + database.reading(caller()).query("select from public.facts").size()));
          tx.afterCommit(() -> {
            throw new IllegalStateException("A failure that must not become the caller's");
          });
          tx.afterCommit(() -> seen.add("third"));
          assertThat(seen).isEmpty();
          return true;
        });
    assertThat(seen).containsExactly("first of 1", "third");
    var writing = database.writing(caller());
    writing.query("insert into public.facts values (2)");
    writing.afterCommit(() -> seen.add("at once"));
    assertThat(seen).endsWith("at once");
  }

  @Test
  void nothingFollowsWhatWasNotCommitted() throws SQLException {
    sql(
        "create table public.promises (id int primary key deferrable initially deferred)",
        "grant all on public.promises to sardonyx_api");
    var seen = new ArrayList<String>();
    assertThatThrownBy(() ->
            database.as(
                caller(),
                tx -> {
                  tx.afterCommit(() -> seen.add("rolled back"));
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");
    assertThatThrownBy(() ->
            database.as(
                caller(),
                tx -> {
                  tx.query("insert into public.promises values (1), (1)");
                  tx.afterCommit(() -> seen.add("refused at the commit"));
                  return true;
                }))
        .isInstanceOf(PgException.class);
    assertThat(seen).isEmpty();
  }

  @Test
  void callersDoNotMixOnSharedConnections() throws Exception {
    try (var shared = postgres.open(vertx, 3);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var checks = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 500; i++) {
        var caller = caller();
        checks.add(() -> {
          var row = shared.reading(caller).query(WHO).iterator().next();
          return caller.organizationId().equals(row.getUUID("o"))
              && caller.userId().equals(row.getUUID("u"));
        });
      }
      for (Future<Boolean> check : threads.invokeAll(checks)) {
        assertThat(check.get()).isTrue();
      }
    }
  }

  @Test
  void aReadSurvivesThatItsPooledConnectionDied() throws SQLException {
    database.reading(caller()).query(WHO);
    sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sardonyx_api'");
    assertThat(database.reading(caller()).query(WHO).size()).isEqualTo(1);
  }

  private static void assertNobody() {
    // As the connection is: without a context of its own.
    var row =
        database
            .as(
                caller(),
                tx -> {
                  tx.query("rollback");
                  return tx.query(WHO);
                })
            .iterator()
            .next();
    assertThat(row.getUUID("o")).isNull();
    assertThat(row.getUUID("u")).isNull();
    assertThat(row.getString("r")).isNull();
  }

  private static void sql(String... statements) throws SQLException {
    try (var connection = postgres.superuser();
        var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    }
  }

  private static Caller caller() {
    return new Caller(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Role.VIEWER, null);
  }
}
