package io.sardonyx.messages;

import io.sardonyx.platform.problem.Problem;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The time zones that clients name. */
final class TimeZones {
  private TimeZones() {}

  /**
   * @param name of the IANA time zone database; UTC when null
   */
  static ZoneId of(@Nullable String name) {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw Problem.invalid(
          "invalid_time_zone",
          "time_zone must be a name of the IANA time zone database, such as Europe/Berlin.");
    }
    return ZoneId.of(name);
  }
}
