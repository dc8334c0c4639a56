package io.sardonyx.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting, being killed, joining and stopping, with the packaged program and its own servers. */
class StartIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int SIGTERM = 143;
  private static final int SIGINT = 130;

  private final Home home = Home.prepared();
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
    var node = Node.start(home, Map.of("SARDONYX_METRICS_TOKEN", "a-secret-of-the-environment"));
    for (var server : servers.running()) {
      assertThat(Files.readString(Path.of("/proc", Long.toString(server.pid()), "environ")))
          .as("what %s inherited", server.info().command())
          .doesNotContain("SARDONYX_", "a-secret-of-the-environment", Node.ADMIN_PASSWORD);
    }
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
  void aRequestThatHasBegunIsAnsweredBeforeTheNodeEnds() throws Exception {
    var body = "{\"email\":\"nobody@example.com\",\"password\":\"none\"}";
    var head =
        "POST /api/v1/login-sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    try (var node = Node.start(home);
        var begun = RawHttp.connect(node)) {
      begun.send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body.charAt(0));
      Eventually.within(LIMIT, () -> health(node).status() == 200);
      new ProcessBuilder("kill", Long.toString(node.pid())).start().waitFor();
      Eventually.within(LIMIT, () -> health(node).isLast(), () -> "It does not drain");
      assertThat(begun.send(body.substring(1)).answer(LIMIT).status()).isEqualTo(401);
      node.awaitEnd();
      assertThat(node.exitValue()).isEqualTo(SIGTERM);
    }
  }

  private static RawHttp.Answer health(Node node) {
    try {
      var request = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      return RawHttp.exchange(node, request, LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try (var elsewhere = Home.unpacked();
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

  @Test
  void anotherRootKeyIsToldAsSuch() throws IOException {
    Node.start(home).stop();
    Files.delete(home.path().resolve("root.key"));
    var refused = Node.launch(home, Map.of());
    refused.awaitEnd();
    assertThat(refused.exitValue()).isEqualTo(1);
    assertThat(refused.output()).contains("another root key").hasLineCount(1);
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
