package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * Brings a database to what this program expects: first the roles, then the migrations. When a
 * program with the same ones was here before, that costs one query.
 */
final class Schema {
  static final String API = "sardonyx_api";
  static final String WORKER = "sardonyx_worker";

  private static final int POSTGRES_VERSION = 180_000;

  /** Any constant: whoever holds this lock is the one that changes the schema. */
  private static final long LOCK = 0x5A8D0412L;

  private static final Set<String> NO_TABLE = Set.of("42P01", "3F000");
  private static final String FORBIDDEN = "42501";

  /** Whatever is asked for by mistake ends, and frees its locks and its connection. */
  private static final List<Role> ROLES =
      List.of(
          new Role(API, "10s", "5s", "30s"),
          // Jobs delete in batches, and nobody waits for them.
          new Role(WORKER, "60s", "10s", "60s"));

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

  void bringUp() throws SQLException, IOException {
    var migrations = MigrationFiles.read();
    var wanted = fingerprint(migrations);
    try (var connection = DatabaseConnection.await(owner)) {
      if (isPreparedFor(connection, wanted)) {
        return;
      }
      checkVersion(connection);
      // Released with the connection, however this ends.
      execute(connection, "select pg_advisory_lock(%d)".formatted(LOCK));
      if (isPreparedFor(connection, wanted)) {
        return; // Another node was quicker.
      }
      for (var role : ROLES) {
        createOrAlter(connection, role);
      }
      migrate(migrations);
      remember(connection, wanted);
    }
  }

  private boolean isPreparedFor(Connection connection, String wanted) throws SQLException {
    var select = "select root_key_proof, prepared_for from system.installation";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(select)) {
      if (!row.next()) {
        return false;
      }
      if (!row.getString(1).equals(rootKeyProof())) {
        throw new StartFailure(
            "The database belongs to an installation with another root key: set SARDONYX_ROOT_KEY"
                + " to that one, or bring its root.key to this home.");
      }
      return row.getString(2).equals(wanted);
    } catch (SQLException e) {
      if (NO_TABLE.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static void checkVersion(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("show server_version_num")) {
      if (row.next() && row.getInt(1) < POSTGRES_VERSION) {
        throw new StartFailure(
            "PostgreSQL has version %d; Sardonyx needs 18 or newer."
                .formatted(row.getInt(1) / 10_000));
      }
    }
  }

  private void createOrAlter(Connection connection, Role role) throws SQLException {
    try {
      if (!exists(connection, role.name)) {
        execute(connection, "create role " + role.name + " login");
      }
      for (var sql : role.settings()) {
        execute(connection, sql);
      }
      // Hashed here, so that the password is in no log of the server.
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(
              role.name, password(rootKey, role.name).toCharArray(), "scram-sha-256");
    } catch (SQLException e) {
      if (FORBIDDEN.equals(e.getSQLState())) {
        throw new StartFailure(
            "The database user %s may not manage the role %s (%s): alter role %s createrole."
                .formatted(owner.user(), role.name, e.getMessage(), owner.user()),
            e);
      }
      throw e;
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (var statement = connection.prepareStatement("select from pg_roles where rolname = ?")) {
      statement.setString(1, role);
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private void migrate(MigrationFiles migrations) {
    var unused =
        Flyway.configure()
            .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
            .schemas("system")
            .table("migrations")
            .resourceProvider(migrations)
            .load()
            .migrate();
  }

  private void remember(Connection connection, String fingerprint) throws SQLException {
    var sql =
        """
        insert into system.installation (root_key_proof, prepared_for) values (?, ?)
        on conflict (only_row) do update set prepared_for = excluded.prepared_for
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, rootKeyProof());
      statement.setString(2, fingerprint);
      statement.executeUpdate();
    }
  }

  private String rootKeyProof() {
    return HexFormat.of().formatHex(rootKey.derive("proof of the root key"), 0, 16);
  }

  private static String fingerprint(MigrationFiles migrations) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : migrations.files()) {
        digest.update((file.getFilename() + "\n" + file.sql()).getBytes(StandardCharsets.UTF_8));
      }
      digest.update(ROLES.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A role that the program logs in as; the three are PostgreSQL's time limits. */
  private record Role(
      String name, String statementTimeout, String lockTimeout, String idleInTransaction) {
    List<String> settings() {
      return List.of(
          set("statement_timeout", statementTimeout),
          set("lock_timeout", lockTimeout),
          set("idle_in_transaction_session_timeout", idleInTransaction));
    }

    private String set(String setting, String value) {
      return "alter role %s set %s = '%s'".formatted(name, setting, value);
    }
  }
}
