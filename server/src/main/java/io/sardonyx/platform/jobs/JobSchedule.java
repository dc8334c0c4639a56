package io.sardonyx.platform.jobs;

import java.time.Duration;
import java.time.LocalTime;

/** When a job is done. */
public sealed interface JobSchedule {
  /**
   * At the first start, and then always so long after it has ended.
   *
   * @param pause a second or more
   */
  record Every(Duration pause) implements JobSchedule {
    public Every {
      if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("A job cannot run more often than every second.");
      }
    }
  }

  /** Once a day, at a time of UTC. */
  record Daily(LocalTime at) implements JobSchedule {}
}
