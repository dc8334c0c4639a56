package io.sardonyx.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sardonyx.platform.database.DatabaseClock;
import io.sardonyx.platform.database.DatabaseLogin;
import io.sardonyx.platform.jobs.JobProcess.Writing;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunnerIT {
  private static final Duration POLLING = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static TestPostgres postgres;

  @BeforeAll
  static void startPostgres() {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @Test
  void twoNodesDoAJobTogetherAndNeverAtOnce() {
    var job = new Counting("together", new JobSchedule.Every(Duration.ofSeconds(1)));
    try (var one = runner();
        var another = runner()) {
      one.start(List.of(job), List.of());
      another.start(List.of(job), List.of());
      Eventually.within(
          Duration.ofSeconds(30), () -> job.runs.get() >= 4, () -> "runs: " + job.runs.get());
    }
    assertThat(job.mostAtOnce.get()).isEqualTo(1);
  }

  @Test
  void aJobThatFailsIsDoneAgain() {
    var job =
        new Counting("failing", new JobSchedule.Every(Duration.ofSeconds(1))) {
          @Override
          public void run(Instant now) {
            super.run(now);
            throw new IllegalStateException("on purpose");
          }
        };
    try (var runner = runner()) {
      runner.start(List.of(job), List.of());
      Eventually.within(
          Duration.ofSeconds(30), () -> job.runs.get() >= 2, () -> "runs: " + job.runs.get());
    }
  }

  @Test
  void aDailyJobThatFailsDoesNotWaitForTomorrow() {
    var job =
        new Counting("failing-daily", new JobSchedule.Every(Duration.ofHours(24))) {
          @Override
          public void run(Instant now) {
            super.run(now);
            throw new IllegalStateException("on purpose");
          }
        };
    try (var runner = runner()) {
      runner.start(List.of(job), List.of());
      Eventually.within(
          Duration.ofSeconds(30), () -> job.runs.get() >= 2, () -> "runs: " + job.runs.get());
    }
  }

  @Test
  void closingWaitsForAJobThatRuns() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var job =
        new Counting("slow", new JobSchedule.Every(Duration.ofHours(1))) {
          @Override
          public void run(Instant now) {
            begun.countDown();
            super.run(now);
          }
        };
    try (var runner = runner()) {
      runner.start(List.of(job), List.of());
      begun.await();
    }
    assertThat(job.runs.get()).isEqualTo(1);
  }

  /** However far the first connection came: what it was to be asked is asked of the next one. */
  @ParameterizedTest
  @ValueSource(longs = {0, 200, 400, 450, 500, 550, 600, 650, 700})
  void aDatabaseThatGoesAwayJustThenIsFoundWhenItIsBack(long bytes) throws InterruptedException {
    var job = new Counting("found after " + bytes, new JobSchedule.Every(Duration.ofHours(1)));
    try (var proxy = new FaultProxy(postgres.port());
        var runner = new JobRunner(workers(proxy.port()), InstantSource.system(), POLLING)) {
      proxy.cutAfter(bytes);
      runner.start(List.of(job), List.of());
      Thread.sleep(300);
      proxy.heal();
      Eventually.within(LIMIT, () -> job.runs.get() == 1, () -> "runs: " + job.runs.get());
    }
  }

  @Test
  void closingDoesNotWaitForADatabaseThatDoesNotAnswer() {
    var jobs =
        IntStream.range(0, 10)
            .mapToObj(i -> new Counting("away " + i, new JobSchedule.Every(Duration.ofHours(1))))
            .toList();
    try (var proxy = new FaultProxy(postgres.port())) {
      proxy.stall();
      var runner = new JobRunner(workers(proxy.port()), InstantSource.system(), POLLING);
      runner.start(List.copyOf(jobs), List.of());
      assertTimeout(LIMIT, runner::close);
    }
  }

  /** Each believes by its own clock that the other has not been heard of for two hours. */
  @Test
  void nodesWhoseClocksAreHoursApartDoNoJobTwiceAtOnce() {
    var job = new Counting("clocks", Duration.ofSeconds(3));
    var vertx = Vertx.vertx();
    InstantSource late = () -> Instant.now().plus(Duration.ofHours(1));
    InstantSource early = () -> Instant.now().minus(Duration.ofHours(1));
    try (var database = postgres.open(vertx, 4);
        var ahead = DatabaseClock.open(database, late);
        var behind = DatabaseClock.open(database, early);
        var one = new JobRunner(workers(), ahead, POLLING, Duration.ofMillis(600));
        var another = new JobRunner(workers(), behind, POLLING, Duration.ofMillis(600))) {
      one.start(List.of(job), List.of());
      another.start(List.of(job), List.of());
      // While it runs the queue is looked through for dead nodes several times.
      Eventually.within(
          Duration.ofSeconds(30), () -> job.runs.get() >= 3, () -> "runs: " + job.runs.get());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    assertThat(job.mostAtOnce.get()).isEqualTo(1);
  }

  /** Scenario: SIGSTOP for a while. Here all times are a tenth of the program's: three seconds. */
  @Test
  void aNodeThatStandsStillForAWhileKeepsItsJob() throws Exception {
    postgres.execute(
        "create table if not exists public.runs (node text, began timestamptz, ended timestamptz)");
    postgres.execute("grant select, insert, update on public.runs to sardonyx_worker");
    var heartbeat = JobRunner.HEARTBEAT.dividedBy(10);
    try (var paused = JobProcess.start(postgres.workerLogin(), heartbeat)) {
      Eventually.within(LIMIT, () -> number("select count(*) from public.runs") == 1);
      var job = new Writing(postgres.workerLogin(), "awake");
      try (var runner = new JobRunner(workers(), InstantSource.system(), POLLING, heartbeat)) {
        paused.pause();
        runner.start(List.of(job), List.of());
        Thread.sleep(Duration.ofSeconds(30).dividedBy(10));
        assertThat(number("select count(*) from public.runs")).isEqualTo(1);
        paused.resume();
        Eventually.within(
            LIMIT, () -> number("select count(*) from public.runs where ended is not null") >= 3);
      }
    }
    assertThat(
            number(
                """
                select count(*) from public.runs a, public.runs b
                where a.ctid <> b.ctid and a.began < coalesce(b.ended, 'infinity')
                  and b.began < coalesce(a.ended, 'infinity')
                """))
        .as("runs that overlap")
        .isZero();
  }

  private static long number(String sql) {
    try (var connection = postgres.superuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static DatabaseLogin workers() {
    return postgres.workerLogin();
  }

  private static DatabaseLogin workers(int port) {
    var direct = workers();
    return new DatabaseLogin(
        direct.host(), port, direct.database(), direct.user(), direct.password(), direct.sslMode());
  }

  private static JobRunner runner() {
    return new JobRunner(workers(), InstantSource.system(), POLLING);
  }

  /** Takes a while, and sees whether it is running already. */
  private static class Counting implements Job {
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final String name;
    private final JobSchedule schedule;
    private final Duration work;

    Counting(String name, JobSchedule schedule) {
      this(name, schedule, Duration.ofMillis(300));
    }

    Counting(String name, Duration work) {
      this(name, new JobSchedule.Every(Duration.ofSeconds(1)), work);
    }

    private Counting(String name, JobSchedule schedule, Duration work) {
      this.name = name;
      this.schedule = schedule;
      this.work = work;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public JobSchedule schedule() {
      return schedule;
    }

    @Override
    public void run(Instant now) {
      mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
      try {
        Thread.sleep(work);
      } catch (InterruptedException e) {
        running.decrementAndGet();
        return; // Not counted: it was not done.
      }
      running.decrementAndGet();
      runs.incrementAndGet();
    }
  }
}
