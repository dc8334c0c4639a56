package io.sardonyx.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TaskQueueIT {
  private static final Duration POLLING = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final TaskQueue MAIL = new TaskQueue("mail", 4, Duration.ofMinutes(1));
  private static final TaskQueue WEBHOOKS = new TaskQueue("webhooks", 2, Duration.ofMinutes(1));

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 2);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void aTaskRunsAfterItsCommitAndAgainWhenItFails() {
    var runs = new CopyOnWriteArrayList<String>();
    var task =
        new SomeTask(
            "fails-once",
            MAIL,
            data -> {
              runs.add(data);
              if (runs.size() == 1) {
                throw new IllegalStateException("on purpose");
              }
            });
    try (var runner = runner(POLLING);
        var another = runner(POLLING)) {
      runner.start(List.of(), List.of(task));
      another.start(List.of(), List.of(task));
      assertThatThrownBy(() ->
              database.asWorker(tx -> {
                MAIL.enqueue(tx, task.name(), "taken back");
                throw new IllegalStateException("rolled back");
              }))
          .hasMessage("rolled back");
      enqueue(task, "hello");
      Eventually.within(LIMIT, () -> runs.size() == 2, () -> "runs: " + runs);
      Eventually.within(LIMIT, () -> waiting(task) == 0, () -> "it is still in the queue");
    }
    assertThat(runs).containsExactly("hello", "hello");
  }

  @Test
  void aWaitingTaskStartsAtOnceWithoutPolling() {
    var runs = new CopyOnWriteArrayList<String>();
    var task = new SomeTask("prompt", MAIL, runs::add);
    try (var runner = runner(NEVER)) {
      runner.start(List.of(), List.of(task));
      enqueue(task, "first");
      Eventually.within(LIMIT, () -> runs.contains("first"), () -> "runs: " + runs);
      enqueue(task, "second");
      Eventually.within(LIMIT, () -> runs.contains("second"), () -> "runs: " + runs);
    }
  }

  @Test
  void aQueueThatHangsDelaysNoOtherAndNoJobAndIsBounded() {
    var hanging = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new AtomicInteger();
    var mails = new AtomicInteger();
    var jobs = new AtomicInteger();
    var answered = new CountDownLatch(1);
    var webhook =
        new SomeTask(
            "webhook",
            WEBHOOKS,
            data -> {
              most.accumulateAndGet(hanging.incrementAndGet(), Math::max);
              await(answered);
              hanging.decrementAndGet();
              done.incrementAndGet();
            });
    var mail = new SomeTask("mail", MAIL, data -> mails.incrementAndGet());
    try (var runner = runner(POLLING)) {
      database.asWorker(tx -> {
        IntStream.range(0, 20).forEach(i -> WEBHOOKS.enqueue(tx, "webhook", "" + i));
        return true;
      });
      runner.start(List.of(job(jobs)), List.of(webhook, mail));
      Eventually.within(LIMIT, () -> hanging.get() == 2);
      IntStream.range(0, 10).forEach(i -> enqueue(mail, "" + i));
      Eventually.within(LIMIT, () -> mails.get() == 10, () -> "mails: " + mails);
      Eventually.within(LIMIT, () -> jobs.get() >= 2, () -> "jobs: " + jobs);
      assertThat(done).hasValue(0);
      answered.countDown();
      Eventually.within(LIMIT, () -> done.get() == 20, () -> "done: " + done);
      assertThat(most).hasValue(2);
    }
  }

  @Test
  void aTaskThatTakesTooLongIsInterruptedAndTriedAgain() {
    var runs = new AtomicInteger();
    var interrupted = new AtomicInteger();
    var queue = new TaskQueue("limited", 1, Duration.ofMillis(200));
    var task =
        new SomeTask(
            "slow",
            queue,
            data -> {
              if (runs.incrementAndGet() == 1) {
                try {
                  Thread.sleep(NEVER);
                } catch (InterruptedException e) {
                  interrupted.incrementAndGet();
                }
              }
            });
    try (var runner = runner(POLLING)) {
      runner.start(List.of(), List.of(task));
      enqueue(task, "");
      Eventually.within(LIMIT, () -> runs.get() == 2, () -> "runs: " + runs);
      Eventually.within(LIMIT, () -> waiting(task) == 0, () -> "it is still in the queue");
    }
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void aScheduleIsAddedChangedAndRemovedWhileNodesRun() {
    var runs = new CopyOnWriteArrayList<String>();
    var task = new SomeTask("scheduled", MAIL, runs::add);
    try (var runner = runner(POLLING)) {
      runner.start(List.of(), List.of(task));
      schedule(task, new JobSchedule.Every(Duration.ofSeconds(1)), "often");
      Eventually.within(LIMIT, () -> count(runs, "often") >= 2, () -> "runs: " + runs);
      schedule(task, new JobSchedule.Every(Duration.ofHours(1)), "seldom");
      Eventually.within(LIMIT, () -> count(runs, "seldom") == 1, () -> "runs: " + runs);
      schedule(task, new JobSchedule.Every(Duration.ofSeconds(1)), "again");
      Eventually.within(LIMIT, () -> count(runs, "again") >= 2, () -> "runs: " + runs);
      assertThat(count(runs, "seldom")).isEqualTo(1);
      database.asWorker(tx -> {
        TaskQueue.unschedule(tx, task.name(), "one");
        return true;
      });
      Eventually.within(LIMIT, () -> waiting(task) == 0, () -> "it is still scheduled");
    }
  }

  @Test
  void aScheduledTaskThatFailsKeepsItsSchedule() {
    var runs = new AtomicInteger();
    var task =
        new SomeTask(
            "scheduled-failing",
            MAIL,
            data -> {
              runs.incrementAndGet();
              throw new IllegalStateException("on purpose");
            });
    try (var runner = runner(POLLING)) {
      runner.start(List.of(), List.of(task));
      schedule(task, new JobSchedule.Every(Duration.ofSeconds(1)), "");
      Eventually.within(LIMIT, () -> runs.get() >= 3, () -> "runs: " + runs);
    }
    assertThat(waiting(task)).isEqualTo(1);
  }

  private static void enqueue(SomeTask task, String data) {
    database.asWorker(tx -> {
      task.queue().enqueue(tx, task.name(), data);
      return true;
    });
  }

  private static void schedule(SomeTask task, JobSchedule schedule, String data) {
    database.asWorker(tx -> {
      task.queue().schedule(tx, task.name(), "one", schedule, data, Instant.now());
      return true;
    });
  }

  private static long count(List<String> runs, String data) {
    return runs.stream().filter(data::equals).count();
  }

  private static int waiting(SomeTask task) {
    return database
        .working()
        .query("select task_name from system.tasks where task_name = $1", task.name())
        .size();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Job job(AtomicInteger runs) {
    return new Job() {
      @Override
      public String name() {
        return "beside tasks";
      }

      @Override
      public JobSchedule schedule() {
        return new JobSchedule.Every(Duration.ofSeconds(1));
      }

      @Override
      public void run(Instant now) {
        runs.incrementAndGet();
      }
    };
  }

  private static JobRunner runner(Duration polling) {
    return new JobRunner(postgres.workerLogin(), InstantSource.system(), polling);
  }

  private record SomeTask(String name, TaskQueue queue, Consumer<String> work)
      implements TransactionalTask {
    @Override
    public void run(String data) {
      work.accept(data);
    }
  }
}
