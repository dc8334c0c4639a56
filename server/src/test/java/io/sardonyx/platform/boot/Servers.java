package io.sardonyx.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import io.sardonyx.testing.Home;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A look from outside at the PostgreSQL and Redis that run out of a home. */
record Servers(Home home) {
  /** PostgreSQL's first process, without those that it makes, and Redis. */
  List<ProcessHandle> running() {
    var programs = home.path().resolve("programs").toString();
    return ProcessHandle.allProcesses()
        .filter(process ->
            process.info().command().filter(path -> path.startsWith(programs)).isPresent())
        .filter(process -> !isMadeByItsLike(process))
        .toList();
  }

  List<Long> numbers() {
    return running().stream().map(ProcessHandle::pid).sorted().toList();
  }

  /** As when the machine lacks memory, or stops. */
  void kill() {
    running().forEach(ProcessHandle::destroyForcibly);
  }

  String shown(String setting) throws IOException, SQLException {
    var lines = Files.readAllLines(home.path().resolve("postgres/postmaster.pid"));
    var rootKey = RootKey.ofFile(home.path().resolve("root.key"));
    var login =
        new DatabaseLogin(
            "127.0.0.1",
            Integer.parseInt(lines.get(3)),
            "sardonyx",
            "sardonyx_owner",
            Schema.password(rootKey, "sardonyx_owner"),
            SslMode.DISABLE);
    try (var connection = DatabaseConnection.await(login);
        var statement = connection.createStatement();
        var row = statement.executeQuery("show " + setting)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  void restartPostgresWith(String options) throws IOException {
    var data = home.path().resolve("postgres").toString();
    var log = home.path().resolve("logs/other.log").toString();
    pgCtl("stop", "-w", "-m", "fast", "-D", data);
    pgCtl("start", "-w", "-D", data, "-l", log, "-o", options);
  }

  private void pgCtl(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(Binaries.postgres(home.path()).resolve("bin/pg_ctl").toString());
    command.addAll(List.of(arguments));
    assertThat(Subprocess.run(command, home.path()).succeeded()).isTrue();
  }

  private static boolean isMadeByItsLike(ProcessHandle process) {
    return process
        .parent()
        .flatMap(parent -> parent.info().command())
        .equals(process.info().command());
  }
}
