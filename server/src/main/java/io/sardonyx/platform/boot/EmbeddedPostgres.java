package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL that the program brings along. It listens on loopback only. */
final class EmbeddedPostgres {
  private static final String SUPERUSER = "postgres";

  private final Path home;
  private final RootKey rootKey;

  EmbeddedPostgres(Path home, RootKey rootKey) {
    this.home = home;
    this.rootKey = rootKey;
  }

  /** Starts it, and makes its files first when there are none. The login is the superuser's. */
  DatabaseLogin start() throws IOException {
    var programs = Binaries.postgres(home);
    if (!Files.isDirectory(data())) {
      initialize(programs);
    }
    stop();
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(data().resolve("postgresql.conf"), configuration(port));
    Files.writeString(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    Files.createDirectories(home.resolve("logs"));
    var result =
        run(
            programs,
            "pg_ctl",
            "start",
            "-w",
            "-t",
            "60",
            "-D",
            data().toString(),
            "-l",
            home.resolve("logs/postgres.log").toString());
    if (!result.succeeded()) {
      throw new StartFailure(
          "The embedded PostgreSQL did not start; %s/logs/postgres.log says why.".formatted(home));
    }
    return new DatabaseLogin("127.0.0.1", port, "postgres", SUPERUSER, password(), SslMode.DISABLE);
  }

  void stop() throws IOException {
    if (!Files.exists(data().resolve("postmaster.pid"))) {
      return;
    }
    var unused =
        run(
            Binaries.postgres(home),
            "pg_ctl",
            "stop",
            "-m",
            "fast",
            "-w",
            "-t",
            "60",
            "-D",
            data().toString());
  }

  private Path data() {
    return home.resolve("postgres");
  }

  private String password() {
    return rootKey.derivePassword("database role " + SUPERUSER);
  }

  private void initialize(Path programs) throws IOException {
    var unfinished = Files.createTempDirectory(home, "postgres-initializing");
    var password = Files.createTempFile(home, "password", "");
    try {
      Files.writeString(password, password());
      var result =
          run(
              programs,
              "initdb",
              "-D",
              unfinished.toString(),
              "-U",
              SUPERUSER,
              "--pwfile",
              password.toString(),
              "--auth",
              "scram-sha-256",
              "--encoding",
              "UTF8",
              "--locale-provider",
              "builtin",
              "--builtin-locale",
              "C.UTF-8",
              "--locale",
              "C");
      if (!result.succeeded()) {
        throw new StartFailure(
            "The embedded PostgreSQL could not make its files: " + result.output());
      }
      Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.delete(password);
      Binaries.deleteTree(unfinished);
    }
  }

  private static String configuration(int port) {
    return """
    port = %d
    listen_addresses = '127.0.0.1'
    unix_socket_directories = ''
    max_connections = 100
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    shared_buffers = '64MB'
    max_wal_size = '512MB'
    jit = off
    io_method = 'sync'
    password_encryption = 'scram-sha-256'
    timezone = 'UTC'
    log_timezone = 'UTC'
    """
        .formatted(port);
  }

  /** PostgreSQL refuses to be root; in a user namespace of its own, it is nobody. */
  private Command.Result run(Path programs, String program, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    if (Binaries.system().equals("linux") && "root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    var output = Files.createTempFile(home, program, ".out");
    try {
      Files.setPosixFilePermissions(output, PosixFilePermissions.fromString("rw-------"));
      return Command.run(command, output);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
