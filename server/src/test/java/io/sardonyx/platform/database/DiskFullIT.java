package io.sardonyx.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.RestartablePostgres;
import io.sardonyx.testing.SmallDisk;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scenario: PostgreSQL's disk is full, and then it is not. */
class DiskFullIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String SESSIONS = "/api/v1/chat/sessions";

  private static SmallDisk disk;
  private static RestartablePostgres postgres;
  private static Home home;
  private static Node node;

  private final Random random = new Random(1);
  private Http admin;
  private String session;

  @BeforeAll
  static void start() {
    disk = SmallDisk.mount(300);
    postgres = new RestartablePostgres(disk.path().resolve("postgres"));
    home = Home.unpacked();
    node = Node.start(home, Map.of("SARDONYX_DATABASE_URL", postgres.url(postgres.port())));
  }

  @AfterAll
  static void stop() {
    node.close();
    postgres.close();
    disk.close();
    home.close();
  }

  @BeforeEach
  void aSession() {
    admin = Http.of(node).signedInAsAdmin();
    session = admin.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
  }

  @Test
  void whatDoesNotFitIsRefusedWhatIsThereIsReadAndRoomIsAllThatIsNeeded() throws SQLException {
    var acknowledged = new LinkedHashMap<String, String>();
    var refused = new ArrayList<Map<String, Object>>();
    var topic = "chat_session:" + session;
    try (var socket = RealtimeClient.connect(node.port(), admin.token())) {
      socket.subscribe(topic, 0);
      for (int i = 0; i < 5; i++) {
        var message = message();
        acknowledged.put(id(message), send(message).expect(201).text("/message/id"));
      }
      var started = startedAt();
      aFreshLogSegment();
      disk.fill();
      try {
        while (refused.size() < 20) {
          var message = message();
          var answer = send(message);
          if (answer.status() == 201) {
            acknowledged.put(id(message), answer.text("/message/id"));
          } else {
            isRefusedProperly(answer);
            refused.add(message);
          }
          assertThat(acknowledged.size()).as("it never was full").isLessThan(500);
        }
        everythingAcknowledgedIsRead(acknowledged);
        admin.get("/api/v1/me").expect(200);
        // Over the socket it is said as plainly, and the socket stays.
        var overSocket = new LinkedHashMap<>(message());
        overSocket.put("session_id", session);
        var reply = socket.send("messages.send", overSocket);
        assertThat(reply.at("/error/retryable").asBoolean()).as(reply.toString()).isTrue();
        socket.call("ping", Map.of());
      } finally {
        disk.free();
      }
      Eventually.within(
          SOON,
          () -> {
            var first = send(refused.getFirst());
            return first.status() == 201 || first.status() == 200;
          });
      for (var message : refused) {
        var answer = send(message);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        acknowledged.put(id(message), answer.text("/message/id"));
      }
      everythingAcknowledgedIsRead(acknowledged);
      var after = admin.get(SESSIONS + "/" + session).expect(200).json();
      assertThat(after.path("total_messages").asInt()).isEqualTo(acknowledged.size());
      long head = after.path("head_seq").asLong();
      Eventually.within(
          SOON,
          () -> socket.seqs(topic).equals(LongStream.rangeClosed(1, head).boxed().toList()),
          () -> socket.seqs(topic) + " of " + head);
      assertThat(startedAt()).as("PostgreSQL did not go down for it").isEqualTo(started);
    }
  }

  private static void isRefusedProperly(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(503, 507);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.code()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("extend").doesNotContain("pg_");
  }

  private void everythingAcknowledgedIsRead(Map<String, String> acknowledged) {
    var found = new LinkedHashMap<String, String>();
    var cursor = "";
    do {
      var page =
          admin.get(SESSIONS + "/" + session + "/messages?limit=100" + cursor).expect(200).json();
      page.path("data")
          .forEach(message ->
              found.put(message.path("client_message_id").asText(), message.path("id").asText()));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
    } while (!cursor.isEmpty());
    assertThat(found).containsAllEntriesOf(acknowledged);
  }

  /** So that it is the tables that find no room; the log of what is written now has some. */
  private static void aFreshLogSegment() throws SQLException {
    try (var connection = postgres.superuser();
        var statement = connection.createStatement()) {
      statement.execute("select pg_switch_wal()");
      statement.execute("checkpoint");
      statement.execute("create table public.first_in_its_segment (n int)");
    }
  }

  private static String startedAt() throws SQLException {
    try (var connection = postgres.superuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_postmaster_start_time()")) {
      row.next();
      return row.getString(1);
    }
  }

  private Answer send(Map<String, Object> message) {
    return admin.post(SESSIONS + "/" + session + "/messages", message);
  }

  /** Of letters that do not compress. */
  private Map<String, Object> message() {
    var bytes = new byte[15_000];
    random.nextBytes(bytes);
    return Map.of(
        "client_message_id", UUID.randomUUID().toString(),
        "content", Base64.getEncoder().encodeToString(bytes),
        "answer", false);
  }

  private static String id(Map<String, Object> message) {
    return String.valueOf(message.get("client_message_id"));
  }
}
