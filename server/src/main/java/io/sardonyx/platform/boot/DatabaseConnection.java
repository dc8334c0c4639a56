package io.sardonyx.platform.boot;

import io.sardonyx.platform.database.DatabaseLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/** Plain connections, for what happens before the program's own pools exist. */
final class DatabaseConnection {
  private static final int SECONDS = 30;

  /** Not there yet, or just starting: refused, unreachable, starting up. */
  private static final Set<String> NOT_YET = Set.of("08001", "08004", "08006", "57P03");

  private DatabaseConnection() {}

  static Connection open(DatabaseLogin login) throws SQLException {
    return DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
  }

  /** Waits for a server that starts together with this program. */
  static Connection await(DatabaseLogin login) {
    for (int second = 1; ; second++) {
      try {
        return open(login);
      } catch (SQLException e) {
        if (second == SECONDS || !NOT_YET.contains(String.valueOf(e.getSQLState()))) {
          throw new StartFailure(
              "PostgreSQL at %s cannot be used: %s".formatted(login, e.getMessage()), e);
        }
        PollInterval.milliseconds(1_000);
      }
    }
  }
}
