package io.sardonyx.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the heap is collected for the sake of the machine's memory. */
class HeapTrimPolicyTest {
  private static final long MB = 1L << 20;
  private static final double QUIET = 0.05;
  private static final Duration PERIOD = Duration.ofSeconds(10);

  /** Near its end, where a clock of nanoseconds may be. */
  private long now = Long.MAX_VALUE - PERIOD.toNanos();

  private final HeapTrimPolicy policy = new HeapTrimPolicy(48 * MB, now);

  @Test
  void whatWasNeededToStartIsGivenBackOnceItIsQuiet() {
    assertThat(policy.isWorthwhile(QUIET, 48 * MB, now)).isTrue();
    policy.collected(48 * MB, 40 * MB, now);
    assertThat(policy.isWorthwhile(QUIET, 48 * MB, now)).isFalse();
  }

  @Test
  void nobodyWaitsForACollectionWhileThereIsWork() {
    assertThat(policy.isWorthwhile(0.1, 500 * MB, now)).isFalse();
    assertThat(policy.isWorthwhile(1.7, 500 * MB, now)).isFalse();
    assertThat(policy.isWorthwhile(QUIET, 500 * MB, now)).isTrue();
  }

  @Test
  void aHeapThatHasGrownIsCollectedAtOnce() {
    policy.collected(48 * MB, 48 * MB, now);
    assertThat(policy.isWorthwhile(QUIET, 48 * MB + HeapTrimPolicy.WORTH, now)).isFalse();
    assertThat(policy.isWorthwhile(QUIET, 48 * MB + HeapTrimPolicy.WORTH + 1, now)).isTrue();
  }

  @Test
  void whatFillsTheHeapIsLookedForLaterAndLaterWhileItIsThere() {
    policy.collected(400 * MB, 390 * MB, now);
    assertThat(untilWorthwhile(390 * MB)).isEqualTo(Duration.ofSeconds(50));
    policy.collected(390 * MB, 390 * MB, now);
    assertThat(untilWorthwhile(390 * MB)).isEqualTo(Duration.ofSeconds(90));
    for (int i = 0; i < 10; i++) {
      policy.collected(390 * MB, 390 * MB, now);
    }
    assertThat(untilWorthwhile(390 * MB)).isEqualTo(HeapTrimPolicy.LONGEST_WAIT.plus(PERIOD));

    // Once some of it has gone, the rest is looked for soon.
    policy.collected(390 * MB, 200 * MB, now);
    assertThat(untilWorthwhile(200 * MB)).isEqualTo(HeapTrimPolicy.FIRST_WAIT.plus(PERIOD));
  }

  @Test
  void aHeapAsSmallAsAtTheStartIsLeftAlone() {
    policy.collected(400 * MB, 48 * MB + HeapTrimPolicy.WORTH, now);
    now += HeapTrimPolicy.LONGEST_WAIT.toNanos() * 2;
    assertThat(policy.isWorthwhile(QUIET, 48 * MB + HeapTrimPolicy.WORTH, now)).isFalse();
  }

  /** How long it takes, looked at as often as the program does. */
  private Duration untilWorthwhile(long heap) {
    long begin = now;
    while (!policy.isWorthwhile(QUIET, heap, now)) {
      now += PERIOD.toNanos();
    }
    return Duration.ofNanos(now - begin);
  }
}
