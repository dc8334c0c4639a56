package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL that the program brings along. It listens on loopback only, and is as durable as
 * any: what is acknowledged is on the disk.
 */
final class EmbeddedPostgres {
  private static final String SUPERUSER = "postgres";
  private static final int START_SECONDS = 120;

  private final Path home;
  private final String password;

  EmbeddedPostgres(Path home, RootKey rootKey) {
    this.home = home;
    this.password = rootKey.derivePassword("database role " + SUPERUSER);
  }

  /**
   * Starts it, and makes its files first when there are none. One that a killed program left is
   * kept if it runs with exactly these settings.
   *
   * @param stop stops it, or says why it cannot be stopped
   * @return the superuser's login
   */
  DatabaseLogin start(Home.StoppingWork stop) throws IOException {
    var programs = Binaries.postgres(home);
    if (!Files.isDirectory(data())) {
      initialize(programs);
    }
    var running = login();
    if (running.isPresent()) {
      return running.get();
    }
    if (isAlive()) {
      stop.run();
    }
    // What is left of one that died with its machine; its number may be another process's now.
    Files.deleteIfExists(pidFile());
    checkVersion();
    Files.createDirectories(home.resolve("logs"));
    Home.replace(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    for (int attempt = 1; ; attempt++) {
      Home.replace(data().resolve("postgresql.conf"), configuration(FreePort.any()));
      revive();
      var started = awaitReady();
      if (started.isPresent()) {
        return started.get();
      }
      // Another may have taken the port, or processes of a killed one hold its memory still.
      if (attempt == 5) {
        throw new StartFailure(
            "The embedded PostgreSQL did not start; %s says why.".formatted(log()));
      }
      PollInterval.milliseconds(attempt * 200);
    }
  }

  /** The superuser's login to the one that runs, if it runs with exactly these settings. */
  Optional<DatabaseLogin> login() throws IOException {
    return process().isPresent() ? awaitReady().filter(this::runsAsWanted) : Optional.empty();
  }

  boolean isAlive() throws IOException {
    return process().isPresent();
  }

  /** Starts one that died, at the port that it had. */
  void revive() throws IOException {
    if (numbered().isPresent() && process().isEmpty()) {
      Files.deleteIfExists(pidFile()); // PostgreSQL would take the other process for its own.
    }
    var unused = pgCtl(Binaries.postgres(home), "start", "-W", "-l", log().toString());
  }

  void stop() throws IOException {
    var process = process();
    if (process.isPresent()) {
      var programs = Binaries.postgres(home);
      var unused = pgCtl(programs, "stop", "-m", "fast", "-w", "-t", "30");
      if (process.get().isAlive()) {
        var alsoUnused = pgCtl(programs, "stop", "-m", "immediate", "-w", "-t", "30");
      }
    }
  }

  private Optional<DatabaseLogin> awaitReady() throws IOException {
    for (int i = 0; i < START_SECONDS * 100; i++) {
      var lines = pidLines();
      if (lines.size() > 7 && lines.get(7).strip().equals("ready")) {
        int port = Integer.parseInt(lines.get(3).strip());
        return Optional.of(
            new DatabaseLogin("127.0.0.1", port, "postgres", SUPERUSER, password, SslMode.DISABLE));
      }
      if (process().isEmpty() && i > 100) {
        return Optional.empty();
      }
      PollInterval.milliseconds(10);
    }
    return Optional.empty();
  }

  /** The settings of its file by its name, and those that somebody could have turned off apart. */
  private boolean runsAsWanted(DatabaseLogin login) {
    var sql =
        """
        select current_setting('cluster_name') = ? and current_setting('fsync')::boolean
          and current_setting('synchronous_commit') = 'on'
          and current_setting('full_page_writes')::boolean
        """;
    try (var connection = DatabaseConnection.open(login);
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, clusterName(settings(login.port())));
      try (var answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException notOurs) {
      return false;
    }
  }

  /** The server's process, when the number in its file is still that of this home's PostgreSQL. */
  private Optional<ProcessHandle> process() throws IOException {
    var programs = home.resolve("programs") + "/";
    return numbered()
        .filter(process ->
            process
                .info()
                .command()
                .filter(path -> path.startsWith(programs) && path.endsWith("/bin/postgres"))
                .isPresent());
  }

  /** Whatever has the number in the file now. */
  private Optional<ProcessHandle> numbered() throws IOException {
    var lines = pidLines();
    return lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
  }

  private List<String> pidLines() throws IOException {
    return Files.exists(pidFile()) ? Files.readAllLines(pidFile()) : List.of();
  }

  /** In a directory of its own until it is whole: a start that is killed here starts afresh. */
  private void initialize(Path programs) throws IOException {
    var unfinished = Files.createTempDirectory(home, "initializing");
    var passwordFile = Files.createTempFile(home, "password", null);
    try {
      Files.writeString(passwordFile, password);
      var result =
          run(
              programs.resolve("bin/initdb").toString(),
              "--pgdata=" + unfinished,
              "--username=" + SUPERUSER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              // The program's own collation: the operating system's changes with its updates.
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C");
      if (!result.succeeded()) {
        throw new StartFailure(whyNot(result.output()));
      }
      Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.delete(passwordFile);
      Binaries.deleteTree(unfinished);
    }
  }

  private static String whyNot(String output) {
    return output.contains("unshare")
        ? "PostgreSQL refuses to run as root, and this container forbids the user namespace that"
            + " would help: run Sardonyx as another user, or allow user namespaces, or set"
            + " SARDONYX_DATABASE_URL to a PostgreSQL of yours."
        : "The embedded PostgreSQL could not make its files: " + output;
  }

  private void checkVersion() throws IOException {
    var made = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!made.equals("18")) {
      throw new StartFailure(
          "The database in %s is one of PostgreSQL %s; this program brings PostgreSQL 18."
              .formatted(home, made));
    }
  }

  private Subprocess.Result pgCtl(Path programs, String what, String... options)
      throws IOException {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(programs.resolve("bin/pg_ctl").toString(), what, "-D", data().toString()));
    command.addAll(List.of(options));
    return run(command.toArray(String[]::new));
  }

  /** PostgreSQL refuses to be root; in a user namespace of its own, it is nobody. */
  private Subprocess.Result run(String... command) throws IOException {
    var whole = new ArrayList<String>();
    if (Binaries.system().equals("linux") && "root".equals(System.getProperty("user.name"))) {
      whole.addAll(List.of("unshare", "--user"));
    }
    whole.addAll(List.of(command));
    return Subprocess.run(whole, home);
  }

  /** Named after its settings, so that one that runs tells with which. */
  private static String configuration(int port) {
    var settings = settings(port);
    return settings + "cluster_name = '%s'\n".formatted(clusterName(settings));
  }

  private static String clusterName(String settings) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
      return "sardonyx-" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String settings(int port) {
    return """
    port = %d
    listen_addresses = '127.0.0.1'
    unix_socket_directories = ''
    max_connections = 200
    password_encryption = 'scram-sha-256'
    # Acknowledged is on the disk.
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    # As small as a laptop likes it; a large installation has a PostgreSQL of its own.
    shared_buffers = '64MB'
    max_wal_size = '512MB'
    io_method = 'sync'
    # Statements are short: compiling them costs more than it saves.
    jit = off
    timezone = 'UTC'
    log_timezone = 'UTC'
    lc_messages = 'C'
    """
        .formatted(port);
  }

  private Path data() {
    return home.resolve("postgres");
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  private Path log() {
    return home.resolve("logs/postgres.log");
  }
}
