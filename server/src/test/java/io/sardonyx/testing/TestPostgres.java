package io.sardonyx.testing;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.core.Vertx;
import io.vertx.pgclient.SslMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A migrated PostgreSQL for tests of the database itself, with the roles that the program uses. */
public final class TestPostgres implements AutoCloseable {
  private static final String PASSWORD = "only for this test";

  private static final Path MIGRATIONS =
      Path.of("src", "main", "resources", "db", "migration").toAbsolutePath();

  private static final Template MIGRATED = new Template("postgres", TestPostgres::prepare);

  private final Home home;
  private final EmbeddedPostgres server;

  private TestPostgres(Home home, EmbeddedPostgres server) {
    this.home = home;
    this.server = server;
  }

  public static TestPostgres start() {
    var home = Home.create();
    var data = home.path().resolve("postgres");
    MIGRATED.copyTo(data, MIGRATIONS);
    return new TestPostgres(home, launch(data));
  }

  private static void prepare(Path data) {
    var home = Home.create();
    var unprepared = home.path().resolve("postgres");
    try (var postgres = new TestPostgres(home, launch(unprepared))) {
      postgres.migrate();
      postgres.server.close();
      Template.copy(unprepared, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres launch(Path data) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          // In a hostile time zone, so that nothing depends on a kind one.
          .setServerConfig("timezone", "Pacific/Chatham")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the superuser, whom no policy binds. */
  public Connection superuser() throws SQLException {
    return connect("postgres", "postgres");
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

  public Connection api() throws SQLException {
    return connect("sardonyx_api", PASSWORD);
  }

  public Connection worker() throws SQLException {
    return connect("sardonyx_worker", PASSWORD);
  }

  public DatabaseLogin apiLogin() {
    return new DatabaseLogin(
        "127.0.0.1", server.getPort(), "postgres", "sardonyx_api", PASSWORD, SslMode.DISABLE);
  }

  public DatabaseLogin workerLogin() {
    return apiLogin().as("sardonyx_worker", PASSWORD);
  }

  public Database open(Vertx vertx, int connections) {
    return open(vertx, connections, server.getPort());
  }

  /** By way of another port. */
  public Database open(Vertx vertx, int connections, int port) {
    var api =
        new DatabaseLogin("127.0.0.1", port, "postgres", "sardonyx_api", PASSWORD, SslMode.DISABLE);
    return Database.open(vertx, api, api.as("sardonyx_worker", PASSWORD), connections);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try (home) {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"), user, password);
  }

  private void migrate() {
    for (var role : new String[] {"sardonyx_api", "sardonyx_worker"}) {
      execute("create role %s login password '%s'".formatted(role, PASSWORD));
    }
    Flyway.configure()
        .dataSource(server.getPostgresDatabase())
        .schemas("system")
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
