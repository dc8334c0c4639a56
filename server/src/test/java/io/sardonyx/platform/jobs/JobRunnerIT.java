package io.sardonyx.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.database.DatabaseLogin;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobRunnerIT {
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
      one.start(List.of(job));
      another.start(List.of(job));
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
      runner.start(List.of(job));
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
      runner.start(List.of(job));
      begun.await();
    }
    assertThat(job.runs.get()).isEqualTo(1);
  }

  private static JobRunner runner() {
    DatabaseLogin workers =
        postgres.apiLogin().as("sardonyx_worker", postgres.apiLogin().password());
    return new JobRunner(workers, InstantSource.system(), Duration.ofMillis(100));
  }

  /** Takes 300 ms, and sees whether it is running already. */
  private static class Counting implements Job {
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final String name;
    private final JobSchedule schedule;

    Counting(String name, JobSchedule schedule) {
      this.name = name;
      this.schedule = schedule;
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
        Thread.sleep(300);
      } catch (InterruptedException e) {
        running.decrementAndGet();
        return; // Not counted: it was not done.
      }
      running.decrementAndGet();
      runs.incrementAndGet();
    }
  }
}
