package io.sardonyx.platform.jobs;

import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node that does nothing but one job, as a process of its own that can be stopped still. */
record JobProcess(Process process) implements AutoCloseable {
  private static final Duration POLLING = Duration.ofMillis(100);

  static JobProcess start(DatabaseLogin workers, Duration heartbeat) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            JobProcess.class.getName(),
            Integer.toString(workers.port()),
            workers.database(),
            workers.password(),
            heartbeat.toString());
    return new JobProcess(new ProcessBuilder(command).inheritIO().start());
  }

  public static void main(String[] arguments) throws InterruptedException {
    var workers =
        new DatabaseLogin(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            arguments[1],
            "sardonyx_worker",
            arguments[2],
            SslMode.DISABLE);
    var heartbeat = Duration.parse(arguments[3]);
    try (var runner = new JobRunner(workers, InstantSource.system(), POLLING, heartbeat)) {
      runner.start(List.of(new Writing(workers, "process")), List.of());
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  void pause() {
    signal("-STOP");
  }

  void resume() {
    signal("-CONT");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes down when it began and when it ended, two seconds later. */
  record Writing(DatabaseLogin workers, String node) implements Job {
    @Override
    public String name() {
      return "writing";
    }

    @Override
    public JobSchedule schedule() {
      return new JobSchedule.Every(Duration.ofSeconds(1));
    }

    @Override
    public void run(Instant now) {
      try (var connection =
              DriverManager.getConnection(workers.jdbcUrl(), workers.user(), workers.password());
          var begin =
              connection.prepareStatement(
                  "insert into public.runs values (?, clock_timestamp(), null)");
          var end =
              connection.prepareStatement(
                  "update public.runs set ended = clock_timestamp()"
                      + " where node = ? and ended is null")) {
        begin.setString(1, node);
        begin.execute();
        Thread.sleep(2_000);
        end.setString(1, node);
        end.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
