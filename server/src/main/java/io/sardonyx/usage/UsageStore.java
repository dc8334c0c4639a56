package io.sardonyx.usage;

import io.sardonyx.platform.database.Statements;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of usage. */
final class UsageStore {
  private UsageStore() {}

  /** Newest day first. */
  static List<DailyUsage> list(
      Statements tx, LocalDate from, LocalDate to, @Nullable UUID userId, int offset, int limit) {
    var rows =
        tx.query(
            """
            select (at at time zone 'UTC')::date as day, application_id, user_id, model,
              count(*) filter (where purpose in ('answer', 'api')) as answers,
              sum(prompt_tokens)::bigint as prompt_tokens,
              sum(completion_tokens)::bigint as completion_tokens,
              count(*) filter (where is_estimated) as estimated
            from platform.token_usage
            where at >= $1 and at < $2 and ($3::uuid is null or user_id = $3)
            group by 1, 2, 3, 4 order by 1 desc, 2, 3, 4 offset $4 limit $5
            """,
            from.atStartOfDay().atOffset(ZoneOffset.UTC),
            to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC),
            userId,
            offset,
            limit);
    var usage = new ArrayList<DailyUsage>(rows.size());
    for (var row : rows) {
      usage.add(
          new DailyUsage(
              row.getLocalDate("day"),
              row.getUUID("application_id"),
              row.getUUID("user_id"),
              row.getString("model"),
              row.getLong("answers"),
              row.getLong("prompt_tokens"),
              row.getLong("completion_tokens"),
              row.getLong("estimated")));
    }
    return usage;
  }
}
