package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries what the workers do without a caller: where they have a right, it is to the rows of every
 * tenant, and no policy may stand in their way; or signing in, jobs and closing answers would fail.
 */
final class WorkerProbes {
  private static final String ROLE = "sardonyx_worker";

  private final Connection superuser;
  private final Attempts attempts;

  WorkerProbes(Connection superuser) {
    this.superuser = superuser;
    this.attempts = new Attempts(superuser);
  }

  int attempts() {
    return attempts.made();
  }

  /** What the workers cannot do and should, a sentence each. */
  List<String> tryAll(String table) throws SQLException {
    var found = new ArrayList<String>();
    var granted = Rule.OF_WORKERS.getOrDefault(table, Set.of());
    var rows = new Probes(superuser).rows(table);
    if (granted.contains("select")) {
      sees(table, rows.size()).ifPresent(found::add);
    }
    if (granted.contains("update")) {
      reaches(table, "update platform.%s set organization_id = organization_id", rows.size())
          .ifPresent(found::add);
    }
    if (granted.contains("delete")) {
      reaches(table, "delete from platform.%s", rows.size()).ifPresent(found::add);
    }
    if (granted.contains("insert")) {
      inserts(table, rows.getFirst()).ifPresent(found::add);
    }
    return found;
  }

  private Optional<String> sees(String table, int expected) throws SQLException {
    var seen = new long[1];
    var failure =
        attempts.as(
            ROLE,
            null,
            () -> {
              try (var statement = superuser.createStatement();
                  var count = statement.executeQuery("select count(*) from platform." + table)) {
                count.next();
                seen[0] = count.getLong(1);
              }
            });
    return failure.isEmpty() && seen[0] == expected
        ? Optional.empty()
        : Optional.of(
            "%s: workers see %d rows of %d %s"
                .formatted(table, seen[0], expected, failure.orElse("")));
  }

  /** A foreign key may stop it, which is no right that is missing. */
  private Optional<String> reaches(String table, String sql, int expected) throws SQLException {
    var affected = new long[1];
    var failure =
        attempts.as(
            ROLE,
            null,
            () -> {
              try (var statement = superuser.createStatement()) {
                affected[0] = statement.executeUpdate(sql.formatted(table));
              }
            });
    var reached = failure.isEmpty() ? affected[0] == expected : failure.get().startsWith("23");
    return reached
        ? Optional.empty()
        : Optional.of(
            "%s: workers reach %d rows of %d %s"
                .formatted(table, affected[0], expected, failure.orElse("")));
  }

  private Optional<String> inserts(String table, Rule.Row like) throws SQLException {
    var failure = attempts.as(ROLE, null, () -> Probes.insertCopy(superuser, table, like));
    return failure.filter(Attempts.DENIED::equals).map(denied -> table + ": workers cannot insert");
  }
}
