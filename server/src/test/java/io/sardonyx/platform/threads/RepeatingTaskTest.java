package io.sardonyx.platform.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTaskTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  @Test
  void goesOnWhateverIsThrown() throws Exception {
    var thrown =
        List.of(
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new NoClassDefFoundError("io/sardonyx/Missing"),
            new AssertionError("never"),
            new IllegalStateException("broken"));
    var steps = new AtomicInteger();
    var survived = new CountDownLatch(1);
    try (var task =
        RepeatingTask.start(
            "test",
            PAUSE,
            () -> {
              int step = steps.getAndIncrement();
              if (step < thrown.size()) {
                throwUnchecked(thrown.get(step));
              }
              survived.countDown();
              Thread.sleep(Duration.ofDays(1));
            })) {
      assertThat(survived.await(15, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(steps).hasValue(thrown.size() + 1);
  }

  @Test
  void endsWhenItIsClosed() throws Exception {
    var running = new Semaphore(0);
    var ended = new Semaphore(0);
    var task =
        RepeatingTask.start(
            "test",
            PAUSE,
            () -> {
              running.release();
              try {
                Thread.sleep(Duration.ofDays(1));
              } finally {
                ended.release();
              }
            });
    assertThat(running.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
    task.close();
    assertThat(ended.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
    assertThat(running.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
  }

  /** Closed by another thread while its step fails. */
  @Test
  void endsWhenItIsClosedDuringAFailure() throws Exception {
    var failing = new Semaphore(0);
    var task =
        RepeatingTask.start(
            "test",
            Duration.ofMillis(20),
            () -> {
              failing.release();
              throw new IllegalStateException("again");
            });
    assertThat(failing.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
    task.close();
    Thread.sleep(100);
    failing.drainPermits();
    assertThat(failing.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
