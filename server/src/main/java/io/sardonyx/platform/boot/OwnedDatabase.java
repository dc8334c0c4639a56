package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** The program's database in the embedded PostgreSQL, and its owner, who is no superuser. */
final class OwnedDatabase {
  private static final String NAME = "sardonyx";
  private static final String OWNER = "sardonyx_owner";
  private static final long LOCK = 0x5A8D0413L;
  private static final String WRONG_PASSWORD = "28P01";

  private OwnedDatabase() {}

  /** Makes what is missing of it; two nodes that do so at once take turns. */
  static DatabaseLogin of(DatabaseLogin superuser, RootKey rootKey) throws SQLException {
    var owner =
        new DatabaseLogin(
            superuser.host(),
            superuser.port(),
            NAME,
            OWNER,
            Schema.password(rootKey, OWNER),
            superuser.sslMode());
    if (!isThere(owner)) {
      create(superuser, owner.password());
    }
    return owner;
  }

  private static boolean isThere(DatabaseLogin owner) {
    try (var unused = DatabaseConnection.open(owner)) {
      return true;
    } catch (SQLException missing) {
      return false;
    }
  }

  private static void create(DatabaseLogin superuser, String password) throws SQLException {
    try (var connection = asSuperuser(superuser);
        var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(LOCK));
      if (!statement
          .executeQuery("select from pg_roles where rolname = '%s'".formatted(OWNER))
          .next()) {
        statement.execute("create role %s login createrole".formatted(OWNER));
      }
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(OWNER, password.toCharArray(), "scram-sha-256");
      if (!statement
          .executeQuery("select from pg_database where datname = '%s'".formatted(NAME))
          .next()) {
        statement.execute("create database %s owner %s".formatted(NAME, OWNER));
      }
    }
  }

  private static Connection asSuperuser(DatabaseLogin superuser) throws SQLException {
    try {
      return DatabaseConnection.open(superuser);
    } catch (SQLException e) {
      if (WRONG_PASSWORD.equals(e.getSQLState())) {
        throw new StartFailure(
            "The database in this home was made with another root key: bring back its root.key, or"
                + " set SARDONYX_ROOT_KEY to what it was.",
            e);
      }
      throw e;
    }
  }
}
