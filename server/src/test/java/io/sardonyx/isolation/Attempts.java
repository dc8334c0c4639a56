package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does something in another role's name, within a transaction of the superuser, and takes it back.
 */
final class Attempts {
  /** The SQLSTATE of everything that a right or a policy refuses. */
  static final String DENIED = "42501";

  private final Connection superuser;
  private int made;

  Attempts(Connection superuser) {
    this.superuser = superuser;
  }

  interface Attempt {
    void run() throws SQLException;
  }

  int made() {
    return made;
  }

  /**
   * @param caller null for nobody
   * @return the SQLSTATE with which it failed, if it did
   */
  Optional<String> as(String role, @Nullable Someone caller, Attempt attempt) throws SQLException {
    made++;
    Savepoint before = superuser.setSavepoint();
    try (var statement = superuser.createStatement()) {
      statement.execute(
          """
          select set_config('sardonyx.organization', '%s', true),
            set_config('sardonyx.application', '%s', true),
            set_config('sardonyx.user', '%s', true), set_config('sardonyx.role', '%s', true)
          """
              .formatted(
                  caller == null ? "" : caller.organization(),
                  caller == null ? "" : caller.application(),
                  caller == null ? "" : caller.user(),
                  caller == null ? "" : caller.role()));
      statement.execute("set local role " + role);
      attempt.run();
      return Optional.empty();
    } catch (SQLException refused) {
      return Optional.of(String.valueOf(refused.getSQLState()));
    } finally {
      superuser.rollback(before);
    }
  }
}
