package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rows of the log that somebody deleted below its head: whoever needs them is told, and goes on.
 */
class LostEventsIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Http admin = Http.of(SharedNode.get()).signedInAsAdmin();
  private String session = "";
  private String topic = "";
  private long head;

  @BeforeEach
  void aSessionWithEvents() {
    session = admin.post("/api/v1/chat/sessions", Map.of("title", "new")).expect(201).text("/id");
    topic = "chat_session:" + session;
    for (int i = 0; i < 5; i++) {
      rename("name " + i);
    }
    head = head();
  }

  @Test
  void aHoleInTheMiddleIsPassedWithASnapshot() throws SQLException {
    lose("seq = ?", head - 2);
    try (var client = connect()) {
      client.subscribe(topic, head - 4);
      assertThat(snapshotHead(client)).isEqualTo(head);
      client.awaitType(topic, "caught_up");
      goesOn(client, List.of(head - 3, head + 1));
    }
  }

  @Test
  void aHoleUpToTheHeadIsPassedWithASnapshot() throws SQLException {
    lose("seq >= ?", head - 1);
    try (var client = connect()) {
      client.subscribe(topic, head - 3);
      assertThat(snapshotHead(client)).isEqualTo(head);
      client.awaitType(topic, "caught_up");
      goesOn(client, List.of(head - 2, head + 1));
    }
  }

  @Test
  void whoHasSeenWhatIsLostMissesNothing() throws SQLException {
    lose("seq = ?", head - 2);
    try (var client = connect()) {
      client.subscribe(topic, head - 2);
      client.awaitType(topic, "caught_up");
      goesOn(client, List.of(head - 1, head, head + 1));
      assertThat(client.pushes(topic))
          .noneMatch(push -> push.path("type").asText().equals("snapshot_needed"));
    }
  }

  private static RealtimeClient connect() {
    return RealtimeClient.connect(
        SharedNode.get().port(), Http.of(SharedNode.get()).signedInAsAdmin().token());
  }

  private void goesOn(RealtimeClient client, List<Long> heard) {
    rename("afterwards");
    Eventually.within(LIMIT, () -> client.seqs(topic).contains(head + 1));
    assertThat(client.seqs(topic)).isEqualTo(heard);
  }

  private long snapshotHead(RealtimeClient client) {
    return client.awaitType(topic, "snapshot_needed").at("/data/head_seq").asLong();
  }

  private void rename(String title) {
    admin.put("/api/v1/chat/sessions/" + session, Map.of("title", title)).expect(200);
  }

  private long head() {
    return admin.get("/api/v1/chat/sessions/" + session).json().path("head_seq").asLong();
  }

  /**
   * @param which a condition on {@code seq}
   */
  private void lose(String which, long seq) throws SQLException {
    try (var connection = SharedNode.home().superuser();
        var statement =
            connection.prepareStatement(
                "delete from platform.events where topic_id = ? and " + which)) {
      statement.setObject(1, UUID.fromString(session));
      statement.setLong(2, seq);
      assertThat(statement.executeUpdate()).isPositive();
    }
  }
}
