package io.sardonyx.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.EventStream;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.RealtimeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenario: a login is revoked, or a shared chat is shared no more, while sockets are open and an
 * answer streams; on the node that writes it and on another one; whatever Redis does.
 */
@Timeout(120)
class SignedOutIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  /**
   * How long after a revocation something that is said may still be told, by the nodes' clock: a
   * second, and what a busy machine adds to it. The answer would go on for more than a minute.
   */
  private static final Duration NO_LONGER = Duration.ofSeconds(5);

  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final String LONG = ModelServer.words(4_000);

  private static ModelServer model;
  private static Cluster cluster;
  private Http admin;

  /** What Redis is like for both nodes. */
  enum Redis {
    WELL,
    /** Connected, and carries nothing. */
    SILENT,
    GONE;

    void happen() {
      for (int i = 0; i < 2; i++) {
        switch (this) {
          case WELL -> {}
          case SILENT -> cluster.network(i).stall();
          case GONE -> cluster.network(i).partition();
        }
      }
    }
  }

  @BeforeAll
  static void start() {
    model = ModelServer.start();
    model.titles("t");
    cluster = Cluster.start(2, model.settings(Map.of()));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    model.close();
  }

  @BeforeEach
  void talk() {
    model.behave(Behaviour.saying(LONG).every(Duration.ofMillis(25)));
    admin = Http.of(cluster.node(0)).signedInAsAdmin();
  }

  @AfterEach
  void heal() {
    for (int i = 0; i < 2; i++) {
      cluster.network(i).heal();
      awaitStatus(i, "healthy");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsSignedOutGetsNothingMore(Redis redis) {
    var reader = Http.of(cluster.node(0)).signedInAsAdmin();
    var session = reader.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
    var answer = ask(reader, session);
    var readers = new ArrayList<Reader>();
    try {
      for (int i = 0; i < 2; i++) {
        readers.add(Reader.on(i, reader, session, answer));
      }
      readers.forEach(Reader::awaitText);
      become(redis);
      // By way of the node that does not write the answer.
      var login = reader.get("/api/v1/me").text("/login_session_id");
      admin.at(cluster.node(1)).delete("/api/v1/login-sessions/" + login).expect(204);
      var revoked = Instant.now();
      Eventually.within(
          SOON,
          () -> readers.stream().allMatch(Reader::isCutOff),
          () -> "still heard by " + readers.stream().filter(each -> !each.isCutOff()).toList());
      Eventually.within(SOON, () -> !status(session, answer).equals("streaming"));
      var kept = message(session, answer);
      assertThat(kept.path("status").asText()).isEqualTo("interrupted");
      for (var each : readers) {
        assertThat(each.lastHeardAt()).isBefore(revoked.plus(NO_LONGER));
        assertThat(each.socket.awaitClosed(SOON)).isEqualTo(4505);
        // What was said between the two, the readers' end and the answer's, is in the row alone.
        assertThat(kept.path("content").asText()).startsWith(each.heard());
        assertThat(each.stream.last("done")).isNull();
        refusedToGoOn(each);
      }
      assertThat(Instant.parse(kept.path("updated_at").asText())).isBefore(revoked.plus(NO_LONGER));
    } finally {
      readers.forEach(Reader::close);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderWhoseShareEndsGetsNothingMore(Redis redis) {
    var colleague = colleague();
    var session = admin.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
    share(session, "application");
    var answer = ask(admin, session);
    var readers = new ArrayList<Reader>();
    try {
      for (int i = 0; i < 2; i++) {
        readers.add(Reader.on(i, colleague, session, answer));
      }
      readers.forEach(Reader::awaitText);
      become(redis);
      share(session, "private");
      var ended = Instant.now();
      Eventually.within(
          SOON,
          () -> readers.stream().allMatch(Reader::isLeftOut),
          () -> "still heard by " + readers.stream().filter(each -> !each.isLeftOut()).toList());
      var heard = readers.stream().map(Reader::heard).toList();
      // The owner's answer goes on; when it has gone on for a while, nobody else has heard more.
      int length = message(session, answer).path("content").asText().length();
      Eventually.within(
          SOON, () -> message(session, answer).path("content").asText().length() > length + 200);
      assertThat(readers.stream().map(Reader::heard)).isEqualTo(heard);
      for (var each : readers) {
        assertThat(each.lastHeardAt()).isBefore(ended.plus(NO_LONGER));
        assertThat(each.socket.subscribe(each.topic(), 0).at("/topics/0/status").asText())
            .isEqualTo("not_found");
        assertThat(each.socket.send("answers.resume", each.which()).at("/error/code").asText())
            .endsWith("_not_found");
      }
      admin.send("POST", path(session) + "/" + answer + "/stop", null).expect(202);
    } finally {
      readers.forEach(Reader::close);
    }
  }

  /** The nodes know what Redis is like: otherwise it would be another scenario. */
  private static void become(Redis redis) {
    redis.happen();
    for (int i = 0; i < 2; i++) {
      awaitStatus(i, redis == Redis.WELL ? "healthy" : "degraded");
    }
  }

  private static void refusedToGoOn(Reader reader) {
    try (var again = RealtimeClient.open(reader.http.node().port())) {
      again.send("connect", Map.of("access_token", reader.http.token()));
      assertThat(again.awaitClosed(SOON)).isEqualTo(4500);
    }
    int last = reader.stream.partNumbers().getLast();
    try (var again =
        EventStream.get(reader.http, reader.path() + "/stream", Integer.toString(last))) {
      assertThat(again.status()).isEqualTo(401);
      Eventually.within(SOON, again::ended);
      assertThat(again.partNumbers()).isEmpty();
    }
  }

  /** Somebody at one node with a socket and a stream. */
  private record Reader(
      Http http, RealtimeClient socket, EventStream stream, String session, String answer)
      implements AutoCloseable {
    static Reader on(int node, Http who, String session, String answer) {
      var http = who.at(cluster.node(node));
      var socket = RealtimeClient.connect(cluster.node(node).port(), http.token());
      socket.subscribe("chat_session:" + session, 0);
      var stream = EventStream.get(http, SignedOutIT.path(session) + "/" + answer + "/stream", "");
      return new Reader(http, socket, stream, session, answer);
    }

    String topic() {
      return "chat_session:" + session;
    }

    String path() {
      return SignedOutIT.path(session) + "/" + answer;
    }

    Map<String, Object> which() {
      return Map.of("session_id", session, "message_id", answer, "after_part", 0);
    }

    void awaitText() {
      Eventually.within(SOON, () -> stream.partNumbers().size() > 5 && parts().size() > 5);
    }

    boolean isCutOff() {
      return socket.isClosed() && stream.ended();
    }

    boolean isLeftOut() {
      var last = socket.pushes(topic()).getLast().path("type").asText();
      return last.equals("subscription_ended") && stream.last("gone") != null;
    }

    /** The longer of what the two have said. */
    String heard() {
      var live = new StringBuilder();
      parts().forEach(part -> live.append(part.path("text").asText()));
      var streamed = stream.text();
      // The socket may have come in the middle; what it heard is a piece of the whole.
      assertThat(LONG).contains(live);
      return streamed;
    }

    List<JsonNode> parts() {
      return partPushes().stream().map(push -> push.path("data")).toList();
    }

    /** When the last part that the socket heard was told, by the node that wrote it. */
    Instant lastHeardAt() {
      return Instant.parse(partPushes().getLast().path("at").asText());
    }

    private List<JsonNode> partPushes() {
      return socket.pushes(topic()).stream()
          .filter(push -> push.path("type").asText().equals("answer.part"))
          .toList();
    }

    @Override
    public void close() {
      socket.close();
      stream.close();
    }

    @Override
    public String toString() {
      return "node %d, socket closed: %s, stream ended: %s"
          .formatted(http.node().port(), socket.isClosed(), stream.ended());
    }
  }

  /** By way of the node that does not write the answer. */
  private void share(String session, String status) {
    admin
        .at(cluster.node(1))
        .put(SESSIONS + "/" + session, Map.of("shared_status", status))
        .expect(200);
  }

  private static String path(String session) {
    return SESSIONS + "/" + session + "/messages";
  }

  private static String ask(Http who, String session) {
    var message = Map.of("client_message_id", UUID.randomUUID(), "content", "Go");
    return who.post(path(session), message).expect(201).text("/answer/id");
  }

  private JsonNode message(String session, String answer) {
    for (var message : admin.get(path(session)).expect(200).json().path("data")) {
      if (message.path("id").asText().equals(answer)) {
        return message;
      }
    }
    throw new AssertionError("no answer " + answer);
  }

  private String status(String session, String answer) {
    return message(session, answer).path("status").asText();
  }

  private static void awaitStatus(int node, String status) {
    Eventually.within(
        SOON,
        () -> Http.of(cluster.node(node)).get("/health").text("/status").equals(status),
        () -> Http.of(cluster.node(node)).get("/health").body());
  }

  private Http colleague() {
    var email = "colleague-" + UUID.randomUUID() + "@example.com";
    var password = "a colleague's long password";
    admin
        .post(
            "/api/v1/customer-users",
            Map.of("email", email, "display_name", "Colleague", "password", password))
        .expect(201);
    return Http.of(cluster.node(0)).joined(email, password, "one that only they know");
  }
}
