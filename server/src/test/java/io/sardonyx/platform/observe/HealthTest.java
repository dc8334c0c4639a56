package io.sardonyx.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();

  private record Service(String name, boolean required, Asked asked) implements HealthCheck {
    interface Asked {
      void ask() throws Exception;
    }

    @Override
    public void check() throws Exception {
      asked.ask();
    }
  }

  private final HealthCheck well = new Service("database", true, asked::incrementAndGet);
  private final HealthCheck ill =
      new Service(
          "redis",
          false,
          () -> {
            throw new IllegalStateException("password=hunter2");
          });

  @Test
  void withEverythingWellItIsHealthy() {
    var report = health(well).report();
    assertThat(report.status()).isEqualTo("healthy");
    assertThat(report.services()).containsExactly(Map.entry("database", "healthy"));
  }

  @Test
  void withoutWhatCanBeDoneWithoutItIsDegradedAndSaysNothingOfWhy() {
    var report = health(well, ill).report();
    assertThat(report.status()).isEqualTo("degraded");
    assertThat(report.services())
        .containsEntry("redis", "unhealthy")
        .containsEntry("database", "healthy");
    assertThat(report.down()).isFalse();
  }

  @Test
  void withoutWhatIsNeededItIsUnhealthyWhateverElseIs() {
    var gone =
        new Service(
            "database",
            true,
            () -> {
              throw new IllegalStateException();
            });
    for (var report : List.of(health(gone, ill).report(), health(ill, gone).report())) {
      assertThat(report.status()).isEqualTo("unhealthy");
      assertThat(report.down()).isTrue();
    }
  }

  @Test
  void whatHangsIsGivenUp() {
    var never = new CountDownLatch(1);
    var hanging = new Service("database", true, never::await);
    long begin = System.nanoTime();
    assertThat(health(hanging).report().status()).isEqualTo("unhealthy");
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(Health.PATIENCE.multipliedBy(2));
  }

  @Test
  void howeverOftenItIsAskedItAsksOnceASecond() {
    var health = health(well);
    for (int i = 0; i < 100; i++) {
      health.report();
    }
    assertThat(asked).hasValue(1);
    now.set(now.get().plusSeconds(2));
    health.report();
    assertThat(asked).hasValue(2);
  }

  private Health health(HealthCheck... checks) {
    return new Health(List.of(checks), now::get);
  }
}
