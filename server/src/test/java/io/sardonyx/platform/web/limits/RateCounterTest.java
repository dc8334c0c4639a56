package io.sardonyx.platform.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.web.limits.RateCounter.Subject;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateCounterTest {
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final RateCounter counter = new RateCounter(() -> now);

  @Test
  void soManyAreAllowedAndNoMore() {
    assertThat(allowed("ann", 10, 15)).isEqualTo(10);
    assertThat(counter.count(caller("ann"), 10).resetMillis()).isBetween(1L, 60_000L);
    assertThat(allowed("ben", 10, 15)).as("somebody else").isEqualTo(10);
  }

  @Test
  void atOnceNoMoreThanOneAfterTheOther() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts =
          Stream.generate(
                  () -> (Callable<Boolean>) () -> counter.count(caller("ann"), 50).allowed())
              .limit(500)
              .toList();
      assertThat(threads.invokeAll(attempts).stream().filter(a -> a.resultNow())).hasSize(50);
    }
  }

  @Test
  void noMinuteHasMoreThanTheLimitWhereverItBegins() {
    now = now.plusSeconds(59);
    assertThat(allowed("ann", 60, 100)).isEqualTo(60);
    now = now.plusSeconds(2);
    assertThat(allowed("ann", 60, 100)).as("a second into the next window").isEqualTo(1);
    now = now.plusSeconds(29);
    assertThat(allowed("ann", 60, 100)).as("half of it").isEqualTo(29);
    now = now.plusSeconds(90);
    assertThat(allowed("ann", 60, 100)).isEqualTo(60);
  }

  @Test
  void whatIsRefusedDoesNotCountSoWaitingHelps() {
    assertThat(allowed("ann", 60, 1_000)).isEqualTo(60);
    now = now.plusSeconds(90);
    assertThat(allowed("ann", 60, 1_000)).isEqualTo(30);
  }

  @Test
  void whatOtherNodesCountedCountsHere() {
    assertThat(allowed("ann", 10, 4)).isEqualTo(4);
    var window = counter.window();
    assertThat(counter.takeUnpublished(window)).containsEntry(caller("ann"), 4L);
    assertThat(counter.takeUnpublished(window)).as("published once").isEmpty();
    counter.putTotal(caller("ann"), window, 9);
    assertThat(allowed("ann", 10, 5)).isEqualTo(1);
    counter.putTotal(caller("ann"), window - 1, 1_000);
    now = now.plusSeconds(120);
    assertThat(allowed("ann", 10, 20)).isEqualTo(10);
  }

  @Test
  void whoIsFarFromTheLimitIsNotTold() {
    assertThat(allowed("ann", 1_000, 49)).isEqualTo(49);
    assertThat(counter.takeUnpublished(counter.window())).isEmpty();
    assertThat(allowed("ann", 1_000, 1)).isEqualTo(1);
    assertThat(counter.takeUnpublished(counter.window())).containsEntry(caller("ann"), 50L);
  }

  private int allowed(String who, int limit, int times) {
    int allowed = 0;
    for (int i = 0; i < times; i++) {
      allowed += counter.count(caller(who), limit).allowed() ? 1 : 0;
    }
    return allowed;
  }

  private static Subject caller(String who) {
    return new Subject(RateClass.CALLER, who);
  }
}
