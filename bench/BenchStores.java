import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The PostgreSQL and the Redis that the program brings along, with enough memory for the bench's
 * data, and open to the bench on loopback. As durable as ever: fsync is on.
 */
record BenchStores(Path home, int postgresPort, int redisPort, List<Process> processes)
    implements AutoCloseable {

  /** Over the files that a first start of the program made in {@code home}. */
  static BenchStores start(Path home) throws Exception {
    var programs = home.resolve("programs");
    var data = home.resolve("postgres");
    Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
    var stores = new BenchStores(home, Program.freePort(), Program.freePort(), new ArrayList<>());
    var postgres = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      postgres.addAll(List.of("unshare", "--user"));
    }
    postgres.addAll(
        List.of(
            only(programs, "postgres-").resolve("bin/postgres").toString(),
            "-D",
            data.toString()));
    for (var setting :
        Map.of(
                "port", Integer.toString(stores.postgresPort),
                "shared_buffers", "1GB",
                "max_wal_size", "8GB",
                "shared_preload_libraries", "pg_stat_statements")
            .entrySet()) {
      postgres.addAll(List.of("-c", setting.getKey() + "=" + setting.getValue()));
    }
    stores.run("postgres", postgres);
    stores.run(
        "redis",
        List.of(
            only(programs, "redis-").resolve("redis-server").toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(stores.redisPort),
            "--save",
            ""));
    stores.awaitPostgres();
    return stores;
  }

  /** What makes the program use these. */
  Map<String, String> settings() {
    return Map.of(
        "SARDONYX_DATABASE_URL", "postgresql://postgres:trusted@127.0.0.1:" + postgresPort + "/postgres",
        "SARDONYX_REDIS_URL", "redis://127.0.0.1:" + redisPort);
  }

  Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres?user=postgres");
  }

  /** Under {@code unshare} it is the same process: {@code unshare} replaces itself. */
  long postgresPid() {
    return processes.getFirst().pid();
  }

  long redisPid() {
    return processes.getLast().pid();
  }

  @Override
  public void close() throws InterruptedException {
    processes.reversed().forEach(Process::destroy);
    for (var process : processes) {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private void run(String name, List<String> command) throws IOException {
    processes.add(
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(name + ".txt").toFile())
            .start());
  }

  private void awaitPostgres() throws Exception {
    for (int i = 0; ; i++) {
      try (var connection = superuser()) {
        connection.createStatement().execute("create extension if not exists pg_stat_statements");
        return;
      } catch (SQLException notYet) {
        if (i > 600) {
          throw new IllegalStateException(Files.readString(home.resolve("postgres.txt")), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  private static Path only(Path directory, String prefix) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }
}
