package io.sardonyx.usage;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The token usage of an organization, by day, user and model. */
@Singleton
public class UsageReport {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 366;

  private final Database database;
  private final InstantSource clock;

  UsageReport(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Page<DailyUsage> list(Caller caller, UsageQuery query) {
    caller.require(UsagePermissions.READ);
    var to = query.to() == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : query.to();
    var from = query.from() == null ? to.minusDays(DEFAULT_DAYS) : query.from();
    long days = ChronoUnit.DAYS.between(from, to);
    if (days < 0 || days > MAX_DAYS) {
      throw Problem.invalid(
          "invalid_request",
          "The range must be at most %d days, from before to.".formatted(MAX_DAYS));
    }
    int offset = query.cursor() == null ? 0 : query.cursor();
    var found =
        UsageStore.list(
            database.reading(caller), from, to, query.userId(), offset, query.limit() + 1);
    return found.size() <= query.limit()
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, query.limit()), Integer.toString(offset + query.limit()));
  }
}
