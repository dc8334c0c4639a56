package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries what the workers do without a caller: where they have a right, it is to the rows of every
 * tenant, and no policy may stand in their way; or signing in, jobs and closing answers would fail.
 */
final class WorkerProbes {
  private static final String ROLE = "sardonyx_worker";

  private final Attempts attempts;
  private final Probes probes;

  WorkerProbes(Connection superuser) {
    this.attempts = new Attempts(superuser);
    this.probes = new Probes(superuser);
  }

  int attempts() {
    return attempts.made();
  }

  /** What the workers cannot do and should, a sentence each. */
  List<String> differences(TableCase table) throws SQLException {
    var found = new ArrayList<String>();
    int rows = probes.rows(table).size();
    var name = table.table();
    if (table.workers().contains("select")) {
      sees(name, rows).ifPresent(found::add);
    }
    if (table.workers().contains("update")) {
      reaches("update platform.%s set organization_id = organization_id".formatted(name), rows)
          .ifPresent(found::add);
    }
    if (table.workers().contains("delete")) {
      reaches("delete from platform." + name, rows).ifPresent(found::add);
    }
    if (table.workers().contains("insert")) {
      inserts(table).ifPresent(found::add);
    }
    return found;
  }

  private Optional<String> sees(String table, int expected) throws SQLException {
    var outcome = attempts.as(ROLE, null, "select 1 from platform." + table);
    return outcome.succeeded() && outcome.values().size() == expected
        ? Optional.empty()
        : Optional.of(
            "%s: workers see %d rows of %d %s"
                .formatted(table, outcome.values().size(), expected, outcome.failure()));
  }

  private Optional<String> reaches(String sql, int expected) throws SQLException {
    var outcome = attempts.as(ROLE, null, sql);
    return outcome.succeeded() && outcome.affected() == expected
        ? Optional.empty()
        : Optional.of(
            "%s: workers reach %d rows of %d %s"
                .formatted(sql, outcome.affected(), expected, outcome.failure()));
  }

  private Optional<String> inserts(TableCase table) throws SQLException {
    var row = probes.rows(table).getFirst();
    var outcome =
        attempts.as(
            ROLE, null, Probes.removal(table, row), Probes.insertion(table.table(), row.json()));
    return outcome.succeeded() && outcome.affected() == 1
        ? Optional.empty()
        : Optional.of(table.table() + ": workers cannot insert " + outcome.failure());
  }
}
