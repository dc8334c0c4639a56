package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.login.PastTokens;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RealtimeClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many sockets one may have, and how long one may keep one. */
class SocketLifeIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int PER_USER = 3;
  private static final int PER_ADDRESS = 6;

  private static Home home;
  private static Node node;
  private static Http admin;

  @BeforeAll
  static void start() {
    home = Home.prepared();
    node =
        Node.start(
            home,
            Map.of(
                "SARDONYX_REALTIME_SOCKETS_PER_USER", Integer.toString(PER_USER),
                "SARDONYX_REALTIME_SOCKETS_PER_ADDRESS", Integer.toString(PER_ADDRESS)));
    admin = Http.of(node).signedInAsAdmin();
  }

  @AfterAll
  static void stop() {
    node.close();
    home.close();
  }

  @BeforeEach
  void nobodyIsConnected() {
    awaitSockets(0);
  }

  @Test
  void aSocketEndsWithItsTokenUnlessItIsRenewed() {
    try (var tokens = PastTokens.of(home);
        var forgotten = RealtimeClient.open(node.port());
        var renewed = RealtimeClient.open(node.port())) {
      var login = UUID.fromString(admin.get("/api/v1/me").text("/login_session_id"));
      var dying = tokens.signed(login, Duration.ofMinutes(10).minusSeconds(4));
      for (var client : List.of(forgotten, renewed)) {
        client.call("connect", Map.of("access_token", dying));
      }
      Eventually.within(SOON, () -> admin.as(dying).get("/api/v1/me").status() == 401);
      // Its renewal may be on its way: for a while the socket is put up with.
      renewed.call("authenticate", Map.of("access_token", admin.token()));
      assertThat(forgotten.send("authenticate", Map.of("access_token", dying)).at("/error/code"))
          .hasToString("\"access_token_expired\"");
      assertThat(forgotten.isClosed()).isFalse();
      assertThat(forgotten.awaitClosed(Duration.ofSeconds(30))).isEqualTo(4400);
      renewed.call("ping", Map.of());
      try (var late = RealtimeClient.open(node.port())) {
        late.send("connect", Map.of("access_token", dying));
        assertThat(late.awaitClosed(SOON)).isEqualTo(4400);
      }
    }
  }

  @Test
  void aUserHasSoManySocketsAndNobodyElseHasFewerForIt() {
    var colleague = colleague();
    var open = new ArrayList<RealtimeClient>();
    try {
      for (int i = 0; i < PER_USER; i++) {
        open.add(RealtimeClient.connect(node.port(), admin.token()));
      }
      refusedAsOneTooMany(admin);
      // Another login session of the same user is the same user.
      refusedAsOneTooMany(Http.of(node).signedInAsAdmin());
      open.add(RealtimeClient.connect(node.port(), colleague.token()));
      open.getFirst().close();
      awaitSockets(PER_USER);
      open.add(RealtimeClient.connect(node.port(), admin.token()));
      refusedAsOneTooMany(admin);
    } finally {
      open.forEach(RealtimeClient::close);
    }
  }

  @Test
  void anAddressHasSoManySocketsSignedInOrNotAndNoOtherHasFewerForIt() throws IOException {
    var open = new ArrayList<RealtimeClient>();
    try {
      for (int i = 0; i < PER_ADDRESS - 1; i++) {
        open.add(RealtimeClient.open(node.port()));
      }
      open.add(RealtimeClient.connect(node.port(), admin.token()));
      assertThat(upgrade("127.0.0.1"))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("\r\nretry-after: 10\r\n");
      assertThat(upgrade("127.0.0.2")).startsWith("HTTP/1.1 101");
      open.removeLast().close();
      Eventually.within(SOON, () -> opensAgain(open), () -> "no room was made");
    } finally {
      open.forEach(RealtimeClient::close);
    }
  }

  /** However a socket ended, it is counted no more. */
  @Test
  void whatWasRefusedOrBrokeOffLeavesRoom() throws IOException {
    for (int i = 0; i < 3 * PER_ADDRESS; i++) {
      try (var client = RealtimeClient.open(node.port())) {
        switch (i % 3) {
          case 0 -> client.raw("nonsense");
          case 1 -> client.send("connect", Map.of("access_token", "nonsense"));
          default -> client.call("connect", Map.of("access_token", admin.token()));
        }
      }
      assertThat(brokenUpgrade()).startsWith("HTTP/1.1 4");
      awaitSockets(0);
    }
    var open = new ArrayList<RealtimeClient>();
    try {
      for (int i = 0; i < PER_USER; i++) {
        open.add(RealtimeClient.connect(node.port(), admin.token()));
      }
      for (int i = PER_USER; i < PER_ADDRESS; i++) {
        open.add(RealtimeClient.open(node.port()));
      }
    } finally {
      open.forEach(RealtimeClient::close);
    }
  }

  private static void refusedAsOneTooMany(Http who) {
    try (var client = RealtimeClient.open(node.port())) {
      var refused = client.send("connect", Map.of("access_token", who.token()));
      assertThat(refused.at("/error/code").asText()).isEqualTo("too_many_sockets");
      assertThat(refused.at("/error/retryable").asBoolean()).isTrue();
      assertThat(client.awaitClosed(SOON)).isEqualTo(4004);
    }
  }

  private static boolean opensAgain(List<RealtimeClient> open) {
    try {
      open.add(RealtimeClient.open(node.port()));
      return true;
    } catch (CompletionException refused) {
      return false;
    }
  }

  private static String upgrade(String from) throws IOException {
    return answerTo(
        from, "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + "A".repeat(22) + "==\r\n");
  }

  /** Counted before it is looked at, and then it becomes nothing. */
  private static String brokenUpgrade() throws IOException {
    return answerTo("127.0.0.1", "Sec-WebSocket-Version: 7\r\n");
  }

  private static String answerTo(String from, String more) throws IOException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", node.port()), 5_000);
      socket.setSoTimeout(5_000);
      var request =
          "GET /realtime/v1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + more
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var head = new StringBuilder();
      int next;
      while (head.indexOf("\r\n\r\n") < 0 && (next = socket.getInputStream().read()) >= 0) {
        head.append((char) next);
      }
      return head.toString();
    }
  }

  private static void awaitSockets(int expected) {
    Eventually.within(SOON, () -> sockets() == expected, () -> sockets() + " sockets are counted");
  }

  private static double sockets() {
    return Http.of(node)
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("realtime_sockets"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static Http colleague() {
    var email = "colleague-" + UUID.randomUUID() + "@example.com";
    var password = "a colleague's long password";
    admin
        .post(
            "/api/v1/customer-users",
            Map.of("email", email, "display_name", "Colleague", "password", password))
        .expect(201);
    return Http.of(node).joined(email, password, "one that only they know");
  }
}
