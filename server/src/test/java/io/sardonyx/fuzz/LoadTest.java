package io.sardonyx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @Test
  void whatOthersTakeOfTheProcessorsIsNoTimeOfOurOwn() throws InterruptedException {
    try (var load = Load.measured()) {
      var others = new ArrayList<Thread>();
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
        others.add(Thread.ofPlatform().daemon().start(LoadTest::work));
      }
      var since = load.now();
      Thread.sleep(3_000);
      var counted = load.ofOurOwn(A_SECOND, since);
      others.forEach(Thread::interrupt);
      for (var other : others) {
        other.join();
      }
      assertThat(counted).isLessThan(Duration.ofMillis(800));
    }
  }

  @Test
  void whoOnlyWaitsIsNotExcused() throws InterruptedException {
    try (var load = Load.measured()) {
      // On a machine that others use too, what is left depends on them, but something is.
      var since = load.now();
      Thread.sleep(1_000);
      assertThat(load.ofOurOwn(A_SECOND, since))
          .isGreaterThan(Duration.ofMillis(50))
          .isLessThanOrEqualTo(A_SECOND);
    }
  }

  private static void work() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
