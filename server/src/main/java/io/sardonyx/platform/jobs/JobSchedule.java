package io.sardonyx.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** When something is done again and again. */
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

    @Override
    public String text() {
      return "every " + pause;
    }
  }

  /** Once a day, at a time of UTC. */
  record Daily(LocalTime at) implements JobSchedule {
    @Override
    public String text() {
      return "daily " + at;
    }
  }

  /** As {@link #parse} reads it. */
  String text();

  static JobSchedule parse(String text) {
    var words = text.split(" ", 2);
    return switch (words[0]) {
      case "every" -> new Every(Duration.parse(words[1]));
      case "daily" -> new Daily(LocalTime.parse(words[1]));
      default -> throw new IllegalArgumentException("No schedule: " + text);
    };
  }

  /** As the scheduler's library has it. */
  static Schedule toSchedule(JobSchedule schedule) {
    return switch (schedule) {
      case Every(var pause) -> Schedules.fixedDelay(pause);
      case Daily(var at) -> Schedules.daily(ZoneOffset.UTC, at);
    };
  }
}
