package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement in another role's name, within a transaction of the superuser, and takes it
 * back. All of it goes out at once: there are tens of thousands.
 */
final class Attempts {
  /** The SQLSTATE of everything that a right or a policy refuses. */
  private static final String DENIED = "42501";

  private final Connection superuser;
  private int made;

  Attempts(Connection superuser) {
    this.superuser = superuser;
  }

  /**
   * What came of it.
   *
   * @param failure the SQLSTATE with which it failed, or nothing
   * @param affected how many rows it changed
   * @param values the first column of the rows that it returned
   */
  record Outcome(String failure, long affected, List<String> values) {
    boolean isDenied() {
      return failure.equals(DENIED);
    }

    boolean succeeded() {
      return failure.isEmpty();
    }
  }

  int made() {
    return made;
  }

  /**
   * @param before what the superuser does first
   * @param caller null for nobody
   */
  Outcome as(String role, @Nullable Someone caller, String before, String sql) throws SQLException {
    made++;
    try (var statement = superuser.createStatement()) {
      try {
        statement.execute(
            """
            savepoint attempt;
            %s
            select set_config('sardonyx.organization', '%s', true),
              set_config('sardonyx.application', '%s', true),
              set_config('sardonyx.user', '%s', true), set_config('sardonyx.role', '%s', true);
            set local role %s;
            %s
            """
                .formatted(
                    before.isEmpty() ? "" : before + ";",
                    caller == null ? "" : caller.organization(),
                    caller == null ? "" : caller.application(),
                    caller == null ? "" : caller.user(),
                    caller == null ? "" : caller.role(),
                    role,
                    sql));
        return last(statement);
      } catch (SQLException refused) {
        return new Outcome(String.valueOf(refused.getSQLState()), 0, List.of());
      } finally {
        statement.execute("rollback to attempt; release attempt");
      }
    }
  }

  Outcome as(String role, @Nullable Someone caller, String sql) throws SQLException {
    return as(role, caller, "", sql);
  }

  private static Outcome last(Statement statement) throws SQLException {
    var values = new ArrayList<String>();
    long affected = 0;
    boolean isRows = statement.getResultSet() != null;
    while (isRows || statement.getUpdateCount() >= 0) {
      values.clear();
      affected = isRows ? 0 : statement.getLargeUpdateCount();
      if (isRows) {
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            values.add(rows.getString(1));
          }
        }
      }
      isRows = statement.getMoreResults();
    }
    return new Outcome("", affected, List.copyOf(values));
  }
}
