package io.sardonyx.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** An empty PostgreSQL of the tests' own, which can be stopped and started on its port. */
public final class RestartablePostgres implements AutoCloseable {
  private final Home home = Home.create();
  private final int port = freePort();
  private EmbeddedPostgres server = launch();

  public int port() {
    return port;
  }

  /** As {@code SARDONYX_DATABASE_URL} wants it, by way of another port. */
  public String url(int throughPort) {
    return "postgresql://postgres:postgres@127.0.0.1:" + throughPort + "/postgres?sslmode=disable";
  }

  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  public void restart() {
    stop();
    server = launch();
  }

  @Override
  public void close() {
    stop();
    home.close();
  }

  private void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres launch() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(home.path().resolve("postgres"))
          .setCleanDataDirectory(false)
          .setServerConfig("max_connections", "100")
          .setPGStartupWait(Duration.ofSeconds(60))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
