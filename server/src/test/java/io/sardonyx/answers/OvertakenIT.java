package io.sardonyx.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.EventStream;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenario: a revocation overtakes the request that begins what is to be said. */
@Timeout(120)
class OvertakenIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String SESSIONS = "/api/v1/chat/sessions";

  private static ModelServer model;
  private static Cluster cluster;
  private Http admin;

  @BeforeAll
  static void start() {
    model = ModelServer.start();
    cluster = Cluster.start(2, model.settings(Map.of()));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    model.close();
  }

  @BeforeEach
  void talk() {
    model.behave(Behaviour.saying(ModelServer.words(4_000)).every(Duration.ofMillis(25)));
    admin = Http.of(cluster.node(0)).signedInAsAdmin();
  }

  /** A revocation that overtakes the request which begins the answer. */
  @Test
  void nothingIsAnsweredToACallerWhoIsSignedOutWhileSending() throws Exception {
    var reader = Http.of(cluster.node(0)).signedInAsAdmin();
    var session = reader.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
    try (var database = cluster.postgres().superuser();
        var statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute(
          "select from platform.chat_sessions where id = '%s' for update".formatted(session));
      var message = Map.of("client_message_id", UUID.randomUUID(), "content", "Go");
      var sending =
          CompletableFuture.supplyAsync(() -> EventStream.post(reader, path(session), message));
      awaitWaiting("platform.chat_sessions");
      signOut(reader);
      database.commit();
      try (var stream = sending.get()) {
        Eventually.within(SOON, stream::ended);
        assertThat(stream.partNumbers()).isEmpty();
      }
      var said = admin.get(path(session)).expect(200).json().path("data");
      assertThat(said.get(0).path("content").asText()).as("committed all the same").isEqualTo("Go");
      Eventually.within(
          SOON, () -> !status(session, said.get(1).path("id").asText()).equals("streaming"));
      var answer = message(session, said.get(1).path("id").asText());
      assertThat(answer.path("content").asText()).isEmpty();
      assertThat(answer.path("error").asText()).contains("signed out");
      assertThat(model.requests()).as("nothing was asked for them").isEmpty();
    }
  }

  /** A revocation that overtakes the request which begins to read. */
  @Test
  void aReaderWhoIsSignedOutWhileConnectingGetsNothing() throws Exception {
    var session = admin.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
    var answer = ask(admin, session);
    Eventually.within(SOON, () -> !message(session, answer).path("content").asText().isEmpty());
    var reader = Http.of(cluster.node(0)).signedInAsAdmin();
    try (var database = cluster.postgres().superuser();
        var statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute("lock table platform.chat_messages in access exclusive mode");
      var opening =
          CompletableFuture.supplyAsync(
              () -> EventStream.get(reader, path(session) + "/" + answer + "/stream", ""));
      awaitWaiting("platform.chat_messages");
      signOut(reader);
      database.commit();
      try (var stream = opening.get()) {
        Eventually.within(SOON, stream::ended);
        assertThat(stream.partNumbers()).isEmpty();
        assertThat(stream.last("gone")).isNotNull();
      }
    }
    admin.send("POST", path(session) + "/" + answer + "/stop", null).expect(202);
  }

  /** As programs made for OpenAI read it. */
  @Test
  void whoseKeyIsRevokedGetsNoMoreOfACompletion() throws Exception {
    var wanted = Map.of("name", "k", "scopes", List.of("chat:read", "chat:write"));
    var key = admin.post("/api/v1/api-keys", wanted).expect(201);
    var name = admin.get("/v1/models").expect(200).text("/data/0/id");
    var body =
        """
        {"model": "%s", "stream": true, "messages": [{"role": "user", "content": "Go"}]}
        """
            .formatted(name);
    var request =
        HttpRequest.newBuilder(cluster.node(0).uri("/v1/chat/completions"))
            .header("Authorization", "Bearer " + key.text("/key"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      var heard = new AtomicInteger();
      var reading =
          Thread.ofVirtual()
              .start(() ->
                  answer
                      .body()
                      .filter(line -> line.contains("word"))
                      .forEach(line -> heard.incrementAndGet()));
      Eventually.within(SOON, () -> heard.get() > 5);
      // By way of the other node.
      admin.at(cluster.node(1)).delete("/api/v1/api-keys/" + key.text("/id")).expect(204);
      assertThat(reading.join(SOON)).as("it would go on for more than a minute").isTrue();
      assertThat(heard.get()).isLessThan(1_000);
    }
  }

  private void signOut(Http who) {
    // By somebody else, and without what the lock holds up.
    var login = login(who);
    admin.at(cluster.node(1)).delete("/api/v1/login-sessions/" + login).expect(204);
    Eventually.within(SOON, () -> who.get("/api/v1/me").status() == 401);
  }

  private static String login(Http who) {
    return who.get("/api/v1/me").text("/login_session_id");
  }

  /** Until a request waits for the lock on that table, and so has been authenticated. */
  private static void awaitWaiting(String table) throws SQLException {
    try (var database = cluster.postgres().superuser();
        var statement = database.createStatement()) {
      var sql =
          """
          select from pg_stat_activity where usename = 'sardonyx_api'
            and wait_event_type = 'Lock' and query like '%%%s%%'
          """
              .formatted(table);
      Eventually.within(
          SOON,
          () -> {
            try (var rows = statement.executeQuery(sql)) {
              return rows.next();
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    }
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
}
