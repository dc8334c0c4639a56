package io.sardonyx.fuzz;

import java.time.Duration;
import java.util.Random;

/**
 * Where a run begins and how long it lasts. In a suite it is always the same; {@code -Dfuzz.seed=…}
 * begins elsewhere, and {@code -Dfuzz.seconds=…} goes on for longer than a suite has time for.
 */
record Seed(long number, Duration duration) {
  static Seed forSeconds(int usual) {
    return new Seed(
        Long.getLong("fuzz.seed", 1),
        Duration.ofSeconds(Integer.getInteger("fuzz.seconds", usual)));
  }

  Random random() {
    return new Random(number);
  }

  @Override
  public String toString() {
    return "-Dfuzz.seed=" + number + " -Dfuzz.seconds=" + duration.toSeconds();
  }
}
