package io.sardonyx.identity.authentication;

import io.sardonyx.platform.database.Statements;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of app users, login sessions and keys whose rights have changed. */
final class PrincipalChangeStore {
  private PrincipalChangeStore() {}

  record ChangePage(List<PrincipalChange> changes, Instant databaseTime) {}

  /**
   * @param from null for as long ago as anything is remembered
   */
  static ChangePage since(Statements tx, @Nullable Instant from) {
    var rows =
        tx.query(
            """
            select clock_timestamp() as now, c.subject_id, c.changed_at
            from (values (1)) one left join platform.standing_changes c
              on c.changed_at > coalesce($1, clock_timestamp() - make_interval(secs => $2))
            """,
            from == null ? null : from.atOffset(ZoneOffset.UTC),
            (double) RecentChanges.REMEMBERED.toSeconds());
    var changes = new ArrayList<PrincipalChange>();
    var now = Instant.MAX;
    for (var row : rows) {
      var at = row.getOffsetDateTime("now").toInstant();
      now = at.isBefore(now) ? at : now;
      if (row.getUUID("subject_id") != null) {
        changes.add(
            new PrincipalChange(
                row.getUUID("subject_id"), row.getOffsetDateTime("changed_at").toInstant()));
      }
    }
    return new ChangePage(changes, now);
  }

  static void deleteOlderThan(Statements tx, Duration age) {
    tx.query(
        "delete from platform.standing_changes where changed_at < now() - make_interval(secs => $1)",
        (double) age.toSeconds());
  }
}
