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
import java.util.List;

/** A temporary SARDONYX_HOME, removed when closed. */
public record Home(Path path) implements AutoCloseable {
  private static final Template PREPARED = new Template("home", Home::prepare);

  /** What a node leaves in its home that the next one needs. */
  private static final List<String> KEPT = List.of("postgres", "root.key");

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

  /**
   * One in which a node was started and stopped before: its database has the schema and the first
   * organization. For every test but those of a first start.
   */
  public static Home prepared() {
    var home = unpacked();
    var copied = home.path.resolve("copied");
    PREPARED.copyTo(copied, Node.program());
    try {
      for (var kept : KEPT) {
        Files.move(copied.resolve(kept), home.path.resolve(kept));
      }
      Files.delete(copied);
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void prepare(Path template) {
    try (var home = unpacked()) {
      Files.createDirectory(template);
      Node.start(home).stop();
      for (var kept : KEPT) {
        Template.copy(home.path.resolve(kept), template.resolve(kept));
      }
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
    Template.delete(path);
  }
}
