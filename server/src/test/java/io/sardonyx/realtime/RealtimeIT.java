package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway of one node, as a client meets it. */
class RealtimeIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static Http admin;
  private static String token;
  private static int port;

  @BeforeAll
  static void signIn() {
    var node = SharedNode.get();
    port = node.port();
    admin = Http.of(node).signedInAsAdmin();
    token = admin.token();
  }

  @Test
  void connectTellsWhoOneIsAndUntilWhen() {
    try (var client = RealtimeClient.open(port)) {
      var connected = client.call("connect", Map.of("access_token", token));
      assertThat(connected.path("user_id").asText())
          .isEqualTo(admin.get("/api/v1/me").text("/user/id"));
      assertThat(connected.path("heartbeat_interval_ms").asInt()).isEqualTo(20_000);
      assertThat(connected.hasNonNull("expires_at")).isTrue();
    }
  }

  @Test
  void whatHappensIsHeardInOrderAndOnce() {
    var session = createSession();
    var topic = "chat_session:" + session;
    try (var client = RealtimeClient.connect(port, token)) {
      client.subscribe(topic, 0);
      client.awaitType(topic, "caught_up");
      for (int i = 0; i < 50; i++) {
        rename(session, "name " + i);
      }
      Eventually.within(LIMIT, () -> last(client, topic) == head(session));
      assertThat(client.seqs(topic)).isEqualTo(upTo(head(session)));
      assertThat(client.pushes(topic).getLast().path("data").path("session").path("title").asText())
          .isEqualTo("name 49");
    }
  }

  @Test
  void whatWasMissedComesFirstThenWhatHappens() {
    var session = createSession();
    var topic = "chat_session:" + session;
    for (int i = 0; i < 250; i++) {
      rename(session, "name " + i);
    }
    long head = head(session);
    try (var client = RealtimeClient.connect(port, token)) {
      var subscribed = client.subscribe(topic, 7);
      assertThat(subscribed.at("/topics/0/status").asText()).isEqualTo("subscribed");
      assertThat(subscribed.at("/topics/0/head_seq").asLong()).isEqualTo(head);
      for (int i = 0; i < 20; i++) {
        rename(session, "later " + i);
      }
      Eventually.within(LIMIT, () -> last(client, topic) == head(session));
      assertThat(client.seqs(topic)).isEqualTo(upTo(head(session)).subList(7, (int) head + 20));
      client.awaitType(topic, "caught_up");
    }
  }

  @Test
  void whoIsAheadOfTheLogOrFarBehindNeedsASnapshot() {
    var session = createSession();
    var topic = "chat_session:" + session;
    try (var client = RealtimeClient.connect(port, token)) {
      client.subscribe(topic, 4711);
      var needed = client.awaitType(topic, "snapshot_needed");
      assertThat(needed.at("/data/head_seq").asLong()).isEqualTo(head(session));
      rename(session, "goes on");
      Eventually.within(LIMIT, () -> last(client, topic) == head(session));
    }
  }

  @Test
  void whatIsSomebodyElsesOrNowhereIsNotFound() {
    try (var client = RealtimeClient.connect(port, token)) {
      var answer =
          client.call(
              "subscribe",
              Map.of(
                  "topics",
                  List.of(
                      Map.of("topic", "chat_session:" + UUID.randomUUID(), "after_seq", 0),
                      Map.of("topic", "app_user:" + UUID.randomUUID()),
                      Map.of("topic", "nonsense"),
                      Map.of("topic", "app_user:" + createSession()))));
      answer
          .path("topics")
          .forEach(each -> assertThat(each.path("status").asText()).isEqualTo("not_found"));
    }
  }

  @Test
  void unsubscribedNothingMoreIsHeard() {
    var session = createSession();
    var topic = "chat_session:" + session;
    try (var client = RealtimeClient.connect(port, token)) {
      client.subscribe(topic, 0);
      client.awaitType(topic, "caught_up");
      client.call("unsubscribe", Map.of("topics", List.of(topic)));
      long before = last(client, topic);
      rename(session, "unheard");
      client.call("ping", Map.of());
      assertThat(last(client, topic)).isEqualTo(before);
      client.subscribe(topic, before);
      Eventually.within(LIMIT, () -> last(client, topic) == before + 1);
    }
  }

  @Test
  void theTokenIsRenewedInPlaceAndOnlyByItsUser() {
    try (var client = RealtimeClient.connect(port, token)) {
      var renewed = client.call("authenticate", Map.of("access_token", token));
      assertThat(renewed.hasNonNull("expires_at")).isTrue();
      var refused = client.send("authenticate", Map.of("access_token", "nonsense"));
      assertThat(refused.at("/error/code").isTextual()).isTrue();
      client.call("ping", Map.of());
    }
  }

  @Test
  void signingOutClosesTheSocketWithinASecond() {
    var other = Http.of(SharedNode.get()).signedInAsAdmin();
    var theirs = other.token();
    try (var client = RealtimeClient.connect(port, theirs)) {
      long begun = System.nanoTime();
      other.delete("/api/v1/login-sessions/current").expect(204);
      assertThat(client.awaitClosed(LIMIT)).isEqualTo(4505);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
    try (var client = RealtimeClient.open(port)) {
      client.send("connect", Map.of("access_token", theirs));
      assertThat(client.awaitClosed(LIMIT)).isEqualTo(4500);
    }
  }

  static Stream<Arguments> firstFrames() {
    return Stream.of(
        Arguments.of("{\"id\":1,\"method\":\"ping\",\"params\":{}}", 4500),
        Arguments.of("{\"id\":1,\"method\":\"connect\",\"params\":{\"access_token\":\"x\"}}", 4500),
        Arguments.of("{\"id\":1,\"method\":\"connect\",\"params\":{}}", 4500),
        Arguments.of("{\"id\":1,\"method\":\"connect\",\"params\":{\"unknown\":1}}", 4500),
        Arguments.of("not json", 4501),
        Arguments.of("", 4501),
        Arguments.of("null", 4501),
        Arguments.of("[]", 4501),
        Arguments.of("{\"method\":\"connect\"}", 4501),
        Arguments.of("{\"id\":1}", 4501),
        Arguments.of("{\"id\":1,\"method\":2}", 4501),
        Arguments.of("{\"id\":{},\"method\":\"connect\"}", 4501),
        Arguments.of("{\"id\":9223372036854775808,\"method\":\"connect\"}", 4501),
        Arguments.of("{\"id\":1,\"id\":2,\"method\":\"connect\"}", 4501),
        Arguments.of("{\"id\":1,\"method\":\"connect\",\"extra\":true}", 4501),
        Arguments.of("{\"id\":1,\"method\":\"connect\"} {}", 4501),
        Arguments.of("{\"id\":\"a\\u0000b\",\"method\":\"connect\"}", 4501),
        Arguments.of("{\"id\":\"\\ud800\",\"method\":\"connect\"}", 4501),
        Arguments.of("{\"id\":1,\"method\":\"connect\",\"params\":[]}", 4501),
        Arguments.of("{\"id\":1,\"method\":\"x\",\"params\":" + "[".repeat(10_000), 4501),
        Arguments.of(
            "{\"id\":1,\"method\":\"x\",\"params\":{\"a\":"
                + "[".repeat(10_000)
                + "]".repeat(10_000)
                + "}}",
            4501),
        Arguments.of("x".repeat(65_537), 4502));
  }

  @ParameterizedTest
  @MethodSource("firstFrames")
  void whatCannotBeTheFirstCommandClosesTheSocketWithTheCause(String frame, int code) {
    try (var client = RealtimeClient.open(port)) {
      client.raw(frame);
      assertThat(client.awaitClosed(Duration.ofSeconds(5)))
          .as(client.closeReason())
          .isEqualTo(code);
      assertThat(client.closeReason()).matches("[a-z_]+: .+");
    }
  }

  @Test
  void bytesAndBrokenTextAreMalformed() {
    try (var client = RealtimeClient.connect(port, token)) {
      client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true);
      assertThat(client.awaitClosed(LIMIT)).isEqualTo(4501);
    }
  }

  @Test
  void aCommandInManyPiecesIsOneAndAnEndlessOneIsRefused() throws Exception {
    try (var client = RealtimeClient.open(port)) {
      var socket = client.socket();
      socket.sendText("{\"id\":1,\"method\":\"conn", false).get(5, TimeUnit.SECONDS);
      socket
          .sendText("ect\",\"params\":{\"access_token\":\"" + token + "\"}}", true)
          .get(5, TimeUnit.SECONDS);
      Eventually.within(
          LIMIT, () -> client.frames().stream().anyMatch(frame -> frame.has("result")));
      assertThat(endless(socket, client)).isEqualTo(4502);
    }
  }

  @Test
  void paramsThatAreWrongAreRefusedAndTheSocketGoesOn() {
    try (var client = RealtimeClient.connect(port, token)) {
      for (var params :
          List.of(
              Map.of(),
              Map.of("topics", "x"),
              Map.of("topics", List.of()),
              Map.of("topics", List.of(Map.of("topic", "t", "after_seq", -1))),
              Map.of("topics", List.of(Map.of("topic", "t", "after_seq", "1"))),
              Map.of("topics", List.of(Map.of("topic", "t"), Map.of("topic", "t"))),
              Map.of("topics", List.of(Map.of("topic", "t", "unknown", 1))))) {
        assertThat(client.send("subscribe", params).at("/error/code").asText())
            .as(params.toString())
            .isEqualTo("invalid_params");
      }
      for (var topics : List.of("x", Arrays.asList("t", null))) {
        assertThat(client.send("unsubscribe", Map.of("topics", topics)).at("/error/code").asText())
            .isEqualTo("invalid_params");
      }
      assertThat(client.send("no.such", Map.of()).at("/error/code").asText())
          .isEqualTo("unknown_method");
      client.call("ping", Map.of());
    }
  }

  @Test
  void whoFloodsIsFirstRefusedThenClosed() {
    try (var client = RealtimeClient.connect(port, token)) {
      for (int i = 0; i < 1_000 && !client.isClosed(); i++) {
        try {
          client.raw("{\"id\":\"flood\",\"method\":\"ping\"}");
        } catch (RuntimeException | AssertionError closed) {
          break;
        }
      }
      assertThat(client.awaitClosed(LIMIT)).isEqualTo(4503);
      assertThat(client.frames())
          .anyMatch(frame -> frame.at("/error/code").asText().equals("rate_limited"));
    }
  }

  @Test
  void whoSaysNothingIsClosed() {
    try (var client = RealtimeClient.open(port)) {
      assertThat(client.awaitClosed(Duration.ofSeconds(9))).isEqualTo(4005);
    }
  }

  @Test
  void aCookieCountsOnlyFromOurOwnPages() {
    var cookie = "sardonyx_access=" + token;
    try (var ours =
        RealtimeClient.open(port, Map.of("Cookie", cookie, "Origin", "http://127.0.0.1:" + port))) {
      ours.call("connect", Map.of());
    }
    for (var origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
      try (var theirs = RealtimeClient.open(port, Map.of("Cookie", cookie, "Origin", origin))) {
        theirs.send("connect", Map.of());
        assertThat(theirs.awaitClosed(LIMIT)).as(origin).isEqualTo(4504);
      }
    }
    try (var nowhere = RealtimeClient.open(port, Map.of("Cookie", cookie))) {
      nowhere.send("connect", Map.of());
      assertThat(nowhere.awaitClosed(LIMIT)).isEqualTo(4504);
    }
  }

  @Test
  void everythingThatTheServerSaysFitsTheContract() {
    var session = createSession();
    var topic = "chat_session:" + session;
    var me = "app_user:" + admin.get("/api/v1/me").text("/user/id");
    try (var client = RealtimeClient.open(port)) {
      client.call("connect", Map.of("access_token", token));
      client.call(
          "subscribe",
          Map.of("topics", List.of(Map.of("topic", topic, "after_seq", 0), Map.of("topic", me))));
      client.awaitType(topic, "caught_up");
      var sent =
          admin.post(
              "/api/v1/chat/sessions/" + session + "/messages",
              Map.of("client_message_id", UUID.randomUUID(), "content", "hello", "answer", false));
      assertThat(sent.status()).as(sent.body()).isEqualTo(201);
      rename(session, "renamed");
      admin.delete("/api/v1/chat/sessions/" + session).expect(204);
      admin.post("/api/v1/chat/sessions/" + session + "/restore", Map.of()).expect(200);
      admin.delete("/api/v1/chat/sessions/" + session + "/messages");
      client.awaitType(me, "session.updated");
      client.awaitType(me, "session.restored");
      client.call("authenticate", Map.of("access_token", token));
      client.call("ping", Map.of());
      client.send("ping", Map.of("unknown", true));
      client.call("unsubscribe", Map.of("topics", List.of(topic)));
      var wrong = new TreeSet<String>();
      client.pushes().forEach(push -> wrong.addAll(Schemas.push(push)));
      var methods = List.of("connect", "subscribe", "authenticate", "ping", "ping", "unsubscribe");
      var replies = client.frames().stream().filter(frame -> frame.has("id")).toList();
      assertThat(replies).hasSameSizeAs(methods);
      for (int i = 0; i < methods.size(); i++) {
        wrong.addAll(Schemas.reply(methods.get(i), replies.get(i)));
      }
      assertThat(wrong).isEmpty();
      assertThat(client.pushes(topic)).hasSizeGreaterThan(4);
    }
  }

  @Test
  void anOrdinaryRequestIsToldToUpgrade() {
    assertThat(admin.get("/realtime/v1").status()).isEqualTo(426);
  }

  private static int endless(WebSocket socket, RealtimeClient client) {
    for (int i = 0; i < 100 && !client.isClosed(); i++) {
      try {
        socket.sendText("x".repeat(4_000), false).get(5, TimeUnit.SECONDS);
      } catch (Exception closed) {
        break;
      }
    }
    return client.awaitClosed(LIMIT);
  }

  private static String createSession() {
    return admin.post("/api/v1/chat/sessions", Map.of("title", "t")).expect(201).text("/id");
  }

  private static void rename(String session, String title) {
    admin.put("/api/v1/chat/sessions/" + session, Map.of("title", title)).expect(200);
  }

  private static long head(String session) {
    return admin.get("/api/v1/chat/sessions/" + session).json().path("head_seq").asLong();
  }

  private static long last(RealtimeClient client, String topic) {
    var seqs = client.seqs(topic);
    return seqs.isEmpty() ? 0 : seqs.getLast();
  }

  private static List<Long> upTo(long head) {
    return Stream.iterate(1L, seq -> seq <= head, seq -> seq + 1).toList();
  }
}
