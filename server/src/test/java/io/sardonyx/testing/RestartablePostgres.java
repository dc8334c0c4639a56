package io.sardonyx.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/** A PostgreSQL of the tests' own, which can be stopped and started on its port. */
public final class RestartablePostgres implements AutoCloseable {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final Home home = Home.create();
  private final Path data;
  private final int port = freePort();
  private EmbeddedPostgres server;

  /** An empty one. */
  public RestartablePostgres() {
    this.data = home.path().resolve("postgres");
    this.server = launch();
  }

  /**
   * @param template what it has in its data directory
   */
  RestartablePostgres(Template template, Path... sources) {
    this.data = home.path().resolve("postgres");
    template.copyTo(data, sources);
    this.server = launch();
  }

  /**
   * @param data where it keeps everything
   */
  public RestartablePostgres(Path data) {
    this.data = data;
    this.server = launch();
  }

  public int port() {
    return port;
  }

  /** Stops it, and copies what it kept. */
  void stopAndCopyTo(Path directory) {
    stop();
    try {
      Template.copy(data, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** SIGKILL: what it had not made durable is gone. */
  public void killAndRestart() {
    try {
      var pidFile = data.resolve("postmaster.pid");
      var postmaster =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst())).orElseThrow();
      var all = Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      Eventually.within(KILL_LIMIT, () -> all.stream().noneMatch(RestartablePostgres::isRunning));
      stop(); // There is nothing left to stop but what this process holds.
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = launch();
  }

  /** What has ended is there until whoever inherited it looks, but runs no program any more. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
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
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setServerConfig("max_connections", "100")
          // Its makers turn both off; what is acknowledged must survive a kill.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
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
