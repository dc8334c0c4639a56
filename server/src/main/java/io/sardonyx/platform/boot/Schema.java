package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings a database to what this program expects: the roles, then the migrations. */
final class Schema {
  private static final String OWNER = "sardonyx_owner";
  private static final String DATABASE = "sardonyx";
  static final String API = "sardonyx_api";
  static final String WORKER = "sardonyx_worker";

  /** Any constant: whoever holds this lock is the one who changes the schema. */
  private static final long LOCK = 0x5A8D0412L;

  private final DatabaseLogin owner;
  private final RootKey rootKey;

  Schema(DatabaseLogin owner, RootKey rootKey) {
    this.owner = owner;
    this.rootKey = rootKey;
  }

  /** The password of a role, the same on every node that has the root key. */
  static String password(RootKey rootKey, String role) {
    return rootKey.derivePassword("database role " + role);
  }

  /** The database of the embedded PostgreSQL, and its owner, who is no superuser. */
  static DatabaseLogin ownedDatabase(DatabaseLogin superuser, RootKey rootKey) throws SQLException {
    var password = password(rootKey, OWNER);
    try (var connection = connect(superuser);
        var statement = connection.createStatement()) {
      if (!statement
          .executeQuery("select from pg_database where datname = '%s'".formatted(DATABASE))
          .next()) {
        statement.execute("drop role if exists %s".formatted(OWNER));
        statement.execute(
            "create role %s login createrole password '%s'".formatted(OWNER, password));
        statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
      }
    }
    return new DatabaseLogin(
        superuser.host(), superuser.port(), DATABASE, OWNER, password, superuser.sslMode());
  }

  void bringUp() throws SQLException, IOException {
    try (var connection = connect(owner);
        var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(LOCK));
      role(connection, API, Map.of("statement_timeout", "10s"));
      role(connection, WORKER, Map.of("statement_timeout", "60s"));
      migrate();
    }
  }

  static Connection connect(DatabaseLogin login) throws SQLException {
    return DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
  }

  private void role(Connection connection, String name, Map<String, String> settings)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      var known =
          statement
              .executeQuery("select from pg_roles where rolname = '%s'".formatted(name))
              .next();
      statement.execute(
          "%s role %s login nosuperuser nobypassrls nocreatedb nocreaterole password '%s'"
              .formatted(known ? "alter" : "create", name, password(rootKey, name)));
      for (var setting : settings.entrySet()) {
        statement.execute(
            "alter role %s set %s = '%s'".formatted(name, setting.getKey(), setting.getValue()));
      }
      statement.execute("alter role %s set lock_timeout = '5s'".formatted(name));
      statement.execute(
          "alter role %s set idle_in_transaction_session_timeout = '30s'".formatted(name));
    }
  }

  private void migrate() throws IOException {
    Flyway.configure()
        .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
        .schemas("system")
        .defaultSchema("system")
        .table("migrations")
        .resourceProvider(MigrationFiles.read())
        .load()
        .migrate();
  }
}
