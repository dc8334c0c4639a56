package io.sardonyx.usage;

import io.sardonyx.platform.database.Statements;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of the usage report. */
final class UsageStore {
  private UsageStore() {}

  /** Newest day first. */
  static List<DailyUsage> list(
      Statements tx, LocalDate from, LocalDate to, @Nullable UUID userId, int offset, int limit) {
    var rows =
        tx.query(
            """
            select d.*, a.name as application_name, u.name as user_name
            from (
              select (at at time zone 'UTC')::date as day, application_id, user_id, model,
                count(*) filter (where purpose in ('answer', 'api')) as answers,
                sum(prompt_tokens)::bigint as prompt_tokens,
                sum(completion_tokens)::bigint as completion_tokens,
                count(*) filter (where is_estimated) as estimated
              from platform.token_usage
              where at >= $1 and at < $2 and ($3::uuid is null or user_id = $3)
              group by 1, 2, 3, 4 order by 1 desc, 2, 3, 4 offset $4 limit $5) d
              left join platform.application_names a on a.id = d.application_id
              left join platform.app_user_names u on u.id = d.user_id
            order by d.day desc, d.application_id, d.user_id, d.model
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
              row.getString("application_name"),
              row.getUUID("user_id"),
              row.getString("user_name"),
              row.getString("model"),
              row.getLong("answers"),
              row.getLong("prompt_tokens"),
              row.getLong("completion_tokens"),
              row.getLong("estimated")));
    }
    return usage;
  }
}
