package io.sardonyx.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starting, being killed, joining and stopping, with the packaged program and its own servers. */
class StartIT {
  private static final int SIGTERM = 143;
  private static final int SIGINT = 130;

  private final Home home = Home.create();
  private final Servers servers = new Servers(home);

  @AfterEach
  void leaveNothing() {
    servers.kill();
    Eventually.within(Duration.ofSeconds(10), () -> servers.running().isEmpty());
    home.close();
  }

  @Test
  void whatWasKeptIsThereAfterAStopAndAStopLeavesNoServer() {
    try (var first = Node.start(home)) {
      assertThat(signIn(first)).isEqualTo(201);
      assertThat(servers.running()).hasSize(2);
      first.stop();
      assertThat(first.exitValue()).isEqualTo(SIGTERM);
      assertThat(first.output()).doesNotContain("Exception").doesNotContain(Node.ADMIN_PASSWORD);
      assertThat(servers.running()).isEmpty();
    }
    // Another password in the settings changes nothing: the first owner is made once.
    var other = Map.of("SARDONYX_ADMIN_PASSWORD", "not the password any more");
    try (var second = Node.start(home, other)) {
      assertThat(signIn(second)).isEqualTo(201);
    }
    assertThat(servers.running()).isEmpty();
  }

  /** Ctrl-C, which reaches only the program: its servers are in sessions of their own. */
  @Test
  void anInterruptEndsTheProgramFirstAndThenItsServers() throws Exception {
    var node = Node.start(home);
    new ProcessBuilder("kill", "-INT", Long.toString(node.pid())).start().waitFor();
    node.awaitEnd();
    assertThat(node.exitValue()).isEqualTo(SIGINT);
    assertThat(node.output()).doesNotContain("Exception");
    assertThat(servers.running()).isEmpty();
    var postgres = Files.readString(home.path().resolve("logs/postgres.log"));
    assertThat(postgres)
        .contains("received fast shutdown request", "database system is shut down")
        .as("nothing of the program's was still connected")
        .doesNotContain("terminating connection");
  }

  @Test
  void whereUserNamespacesAreForbiddenItIsSaidWhatHelps() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "others need none");
    var programs = Files.createDirectory(home.path().resolve("forbidding"));
    var unshare = programs.resolve("unshare");
    Files.writeString(
        unshare,
        "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n");
    Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
    var refused = Node.launch(home, Map.of("PATH", programs + ":" + System.getenv("PATH")));
    // It unpacks its programs first.
    Eventually.within(Duration.ofSeconds(90), () -> !refused.isAlive(), refused::output);
    assertThat(refused.exitValue()).isEqualTo(1);
    assertThat(refused.output())
        .contains("forbids the user namespace", "run Sardonyx as another user")
        .hasLineCount(1);
    assertThat(servers.running()).isEmpty();
  }

  @Test
  void afterAKillTheServersAreKeptWithTheirSettings() throws Exception {
    var killed = Node.start(home);
    assertThat(signIn(killed)).isEqualTo(201);
    killed.kill();
    var orphans = servers.numbers();
    assertThat(orphans).hasSize(2);
    try (var next = Node.start(home)) {
      assertThat(signIn(next)).isEqualTo(201);
      assertThat(servers.numbers()).isEqualTo(orphans);
      assertThat(servers.shown("fsync")).isEqualTo("on");
      assertThat(servers.shown("synchronous_commit")).isEqualTo("on");
      assertThat(servers.shown("full_page_writes")).isEqualTo("on");
    }
    assertThat(servers.running()).isEmpty();
  }

  @Test
  void anOrphanWithOtherSettingsIsReplaced() throws Exception {
    Node.start(home).kill();
    servers.restartPostgresWith("-c fsync=off");
    assertThat(servers.shown("fsync")).isEqualTo("off");
    try (var next = Node.start(home)) {
      assertThat(signIn(next)).isEqualTo(201);
      assertThat(servers.shown("fsync")).isEqualTo("on");
    }
    assertThat(servers.running()).isEmpty();
  }

  /** A machine that crashed leaves numbers of processes that are others' when it is back. */
  @Test
  void aNumberThatIsAnotherHomesServerNowIsLeftAlone() throws IOException {
    Node.start(home).stop();
    try (var elsewhere = Home.create();
        var other = Node.start(elsewhere)) {
      var theirs = elsewhere.path().resolve("postgres/postmaster.pid");
      Files.copy(theirs, home.path().resolve("postgres/postmaster.pid"));
      var before = new Servers(elsewhere).numbers();
      try (var next = Node.start(home)) {
        assertThat(signIn(next)).isEqualTo(201);
        assertThat(servers.running()).hasSize(2);
        assertThat(signIn(other)).isEqualTo(201);
      }
      assertThat(new Servers(elsewhere).numbers()).isEqualTo(before);
    }
  }

  @Test
  void serversThatDieComeBackAndTheNextStartRecoversWhenAllDied() {
    var node = Node.start(home);
    servers.kill();
    Eventually.within(
        Duration.ofSeconds(90),
        () -> servers.running().size() == 2 && signIn(node) == 201,
        () -> "no sign-in with " + servers.numbers() + "\n" + node.output());
    node.kill();
    servers.kill();
    Eventually.within(Duration.ofSeconds(10), () -> servers.running().isEmpty());
    try (var next = Node.start(home)) {
      assertThat(signIn(next)).isEqualTo(201);
    }
  }

  @Test
  void aHomeHasOneFirstNodeAndOthersJoinIt() {
    try (var first = Node.start(home)) {
      var refused = Node.launch(home, Map.of());
      refused.awaitEnd();
      assertThat(refused.exitValue()).isEqualTo(1);
      assertThat(refused.output())
          .contains("is in use by process " + first.pid())
          .contains("--join")
          .hasLineCount(1);
      try (var joined = Node.join(home, Map.of())) {
        assertThat(signIn(joined)).isEqualTo(201);
        first.stop();
        assertThat(servers.running()).as("used by the node that joined").hasSize(2);
        assertThat(signIn(joined)).isEqualTo(201);
      }
      assertThat(servers.running()).as("stopped by the last").isEmpty();
    }
  }

  @Test
  void aNodeThatJoinedStandsInForAFirstOneThatHasGone() {
    var first = Node.start(home);
    try (var joined = Node.join(home, Map.of())) {
      first.kill();
      servers.kill();
      Eventually.within(
          Duration.ofSeconds(90),
          () -> servers.running().size() == 2 && signIn(joined) == 201,
          () -> "no sign-in with " + servers.numbers() + "\n" + joined.output());
      // It keeps nobody else from being the first.
      try (var next = Node.start(home)) {
        assertThat(signIn(next)).isEqualTo(201);
      }
      assertThat(signIn(joined)).isEqualTo(201);
    }
    assertThat(servers.running()).isEmpty();
  }

  @Test
  void twoNodesThatStartTogetherDoNotTrip() {
    try (var one = Node.launch(home, Map.of(), "--join");
        var another = Node.launch(home, Map.of(), "--join")) {
      one.awaitReady();
      another.awaitReady();
      assertThat(signIn(one)).isEqualTo(201);
      assertThat(signIn(another)).isEqualTo(201);
    }
    assertThat(servers.running()).isEmpty();
  }

  /** How far a first start is, seen from outside. */
  enum Moment {
    UNPACKING {
      @Override
      boolean isNow(Home home) {
        return hasSome(home.path().resolve("programs"), "unpacking");
      }
    },
    MAKING_THE_DATABASES_FILES {
      @Override
      boolean isNow(Home home) {
        return hasSome(home.path(), "initializing");
      }
    },
    STARTING_THE_DATABASE {
      @Override
      boolean isNow(Home home) {
        return Files.exists(home.path().resolve("postgres/postmaster.pid"));
      }
    },
    MIGRATING {
      @Override
      boolean isNow(Home home) {
        return holds(home, "select count(*) > 2 from system.migrations");
      }
    },
    FOUNDING {
      @Override
      boolean isNow(Home home) {
        return holds(home, "select count(*) > 0 from system.installation");
      }
    };

    abstract boolean isNow(Home home);

    private static boolean hasSome(Path directory, String beginning) {
      try (var files = Files.newDirectoryStream(directory, beginning + "*")) {
        return files.iterator().hasNext();
      } catch (IOException notYet) {
        return false;
      }
    }

    private static boolean holds(Home home, String sql) {
      if (!Files.exists(home.path().resolve("postgres/postmaster.pid"))) {
        return false;
      }
      try (var database = home.superuser();
          var statement = database.createStatement();
          var row = statement.executeQuery(sql)) {
        return row.next() && row.getBoolean(1);
      } catch (SQLException | RuntimeException notYet) {
        return false;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFirstStartThatIsKilledLeavesNothingHalfMade(Moment moment) throws IOException {
    var killed = Node.launch(home, Map.of());
    Eventually.within(Duration.ofSeconds(90), () -> moment.isNow(home), killed::output);
    killed.kill();
    if (moment != Moment.FOUNDING) { // Which takes a moment only, and is harmless to miss.
      assertThat(killed.output()).as("it was not ready").doesNotContain("Sardonyx is ready");
    }
    try (var next = Node.start(home)) {
      assertThat(signIn(next)).isEqualTo(201);
      for (var directory : List.of("", "programs", "postgres", "redis")) {
        try (var files = Files.list(home.path().resolve(directory))) {
          assertThat(files.map(file -> file.getFileName().toString()))
              .noneMatch(name -> name.matches("[a-z]+[0-9]{6,}.*"));
        }
      }
    }
    assertThat(servers.running()).isEmpty();
  }

  @Test
  void anotherRootKeyIsToldAsSuch() throws IOException {
    Node.start(home).stop();
    Files.delete(home.path().resolve("root.key"));
    var refused = Node.launch(home, Map.of());
    refused.awaitEnd();
    assertThat(refused.exitValue()).isEqualTo(1);
    assertThat(refused.output()).contains("another root key").hasLineCount(1);
  }

  @Test
  void aWrongSettingStopsTheStartBeforeAnythingIsDone() throws IOException {
    var refused = Node.launch(home, Map.of("SARDONYX_PROT", "1"));
    refused.awaitEnd();
    assertThat(refused.exitValue()).isEqualTo(2);
    assertThat(refused.output()).contains("did you mean SARDONYX_PORT?").hasLineCount(1);
    try (var files = Files.list(home.path())) {
      assertThat(files).isEmpty();
    }
  }

  static int signIn(Node node) {
    var body =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(Node.ADMIN_EMAIL, Node.ADMIN_PASSWORD);
    var request =
        HttpRequest.newBuilder(node.uri("/api/v1/login-sessions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
