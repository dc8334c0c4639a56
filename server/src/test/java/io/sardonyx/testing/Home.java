package io.sardonyx.testing;

import io.sardonyx.platform.boot.Programs;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;

/** A temporary SARDONYX_HOME, removed when closed. */
public record Home(Path path) implements AutoCloseable {

  public static Home create() {
    try {
      return new Home(Files.createTempDirectory("sardonyx-test-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One in which a start finds the servers' programs unpacked, as every start but the first does.
   */
  public static Home unpacked() {
    var home = create();
    try {
      Programs.putInto(home.path);
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workers' login to the PostgreSQL that runs out of this home. */
  public DatabaseLogin workers() {
    return login("sardonyx_worker");
  }

  /** As the superuser, whom no policy binds. */
  public Connection superuser() throws SQLException {
    var login = login("postgres");
    return DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
  }

  /** As the superuser. */
  public void execute(String sql) {
    try (var superuser = superuser();
        var statement = superuser.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DatabaseLogin login(String role) {
    try {
      var lines = Files.readAllLines(path.resolve("postgres/postmaster.pid"));
      var password =
          RootKey.ofFile(path.resolve("root.key")).derivePassword("database role " + role);
      return new DatabaseLogin(
          "127.0.0.1",
          Integer.parseInt(lines.get(3).strip()),
          "sardonyx",
          role,
          password,
          SslMode.DISABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (var files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(Home::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
