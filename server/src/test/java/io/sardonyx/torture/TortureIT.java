package io.sardonyx.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Follower;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Kill -9 of a node, of Redis and of PostgreSQL, in turns, while clients write and read. {@code
 * ./sardonyx torture 1000} does it a thousand times; here it is a short form.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TortureIT {
  private static final int CYCLES = Integer.getInteger("torture.cycles", 6);
  private static final int WRITERS = 6;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How many acknowledgements there must be between two kills: things went on. */
  private static final int PROGRESS = 30;

  private static final List<Writer> writers = new ArrayList<>();
  private static final List<Follower> followers = new ArrayList<>();
  private static Cluster cluster;
  private static Http client;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(2, Map.of("SARDONYX_REALTIME_HEARTBEAT_SECONDS", "2"));
    var admin = Http.of(cluster.node(0)).signedInAsAdmin();
    var key =
        admin
            .post(
                "/api/v1/api-keys",
                Map.of("name", "torture", "scopes", List.of("chat:read", "chat:write")))
            .expect(201)
            .text("/key");
    client = Http.of(cluster.node(0)).as(key);
    for (int i = 0; i < WRITERS; i++) {
      var session = client.post("/api/v1/chat/sessions", Map.of()).expect(201).text("/id");
      writers.add(new Writer(TortureIT::anyNode, client, session));
      followers.add(new Follower(() -> anyNode().port(), key, "chat_session:" + session));
    }
  }

  @AfterAll
  static void stop() {
    writers.forEach(Writer::abandon);
    followers.forEach(Follower::close);
    cluster.close();
  }

  @Test
  @Order(1)
  void nothingAcknowledgedIsLostNothingComesTwiceAndThereIsNoHole() throws Exception {
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      long before = acknowledged();
      awaitProgress(before);
      kill(cycle);
      awaitProgress(acknowledged());
      if ((cycle + 1) % 3 == 0) {
        System.out.printf("Torture: %d kills, %,d acknowledged%n", cycle + 1, acknowledged());
      }
    }
    writers.forEach(Writer::close);
    assertThat(writers).extracting(Writer::refusal).containsOnlyNulls();
    try (var superuser = cluster.postgres().superuser()) {
      var audit = new Audit(superuser);
      for (var writer : writers) {
        assertThat(audit.of(writer.session(), writer.acknowledged())).isEmpty();
      }
    }
    for (int i = 0; i < WRITERS; i++) {
      var follower = followers.get(i);
      long head = writers.get(i).acknowledged().size();
      Eventually.within(
          LIMIT, () -> follower.last() == head, () -> follower.last() + " of " + head);
      assertThat(follower.violations()).isEmpty();
      assertThat(follower.snapshots()).isEmpty();
      assertThat(follower.seqs()).isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
    }
    System.out.printf(
        "Torture: %d kills, %,d acknowledged, none lost, none twice, no hole; %d reconnections%n",
        CYCLES, acknowledged(), followers.stream().mapToInt(Follower::connections).sum() - WRITERS);
  }

  /** If idempotency were broken, this is what would be left. */
  @Test
  @Order(2)
  void aMessageThatIsThereTwiceIsFound() throws Exception {
    sabotage(
        "said twice",
        """
        insert into platform.chat_messages (id, session_id, organization_id, application_id,
          user_id, parent_id, kind, content, client_message_id)
        select uuidv7(), session_id, organization_id, application_id, user_id, parent_id, kind,
          content, uuidv7()
        from platform.chat_messages where session_id = '%s' and kind = 'user' limit 1
        """,
        writers.get(0));
  }

  /** If what is acknowledged were not durable, this would be. */
  @Test
  @Order(3)
  void anAcknowledgedMessageThatIsGoneIsFound() throws Exception {
    sabotage(
        "acknowledged and lost",
        """
        delete from platform.chat_messages where id = (
          select id from platform.chat_messages where session_id = '%s' and kind = 'user'
          order by id desc limit 1)
        """,
        writers.get(1));
  }

  /** If the log had holes, the audit and every reader would see them. */
  @Test
  @Order(4)
  void aHoleInTheLogIsFoundAndNoReaderIsLedOverIt() throws Exception {
    var writer = writers.get(2);
    sabotage(
        "the log has a hole",
        "delete from platform.events where topic_id = '%s' and seq = 5",
        writer);
    try (var reader =
        new Follower(() -> anyNode().port(), client.token(), "chat_session:" + writer.session())) {
      Eventually.within(LIMIT, () -> !reader.snapshots().isEmpty(), () -> "Read " + reader.seqs());
      assertThat(reader.seqs()).containsExactly(1L, 2L, 3L, 4L);
      assertThat(reader.violations()).isEmpty();
    }
  }

  private static void sabotage(String expected, String sql, Writer writer) throws SQLException {
    try (var superuser = cluster.postgres().superuser();
        var statement = superuser.createStatement()) {
      assertThat(statement.executeUpdate(sql.formatted(writer.session()))).isEqualTo(1);
      assertThat(new Audit(superuser).of(writer.session(), writer.acknowledged()))
          .anySatisfy(wrong -> assertThat(wrong).startsWith(expected));
    }
  }

  private static void kill(int cycle) {
    switch (cycle % 3) {
      case 0 -> {
        int which = ThreadLocalRandom.current().nextInt(2);
        cluster.node(which).kill();
        cluster.startAgain(which);
      }
      case 1 -> {
        cluster.redis().kill();
        cluster.redis().restart();
      }
      default -> cluster.postgres().killAndRestart();
    }
  }

  private static void awaitProgress(long from) {
    Eventually.within(
        LIMIT,
        () -> acknowledged() >= from + PROGRESS,
        () -> "No progress since " + from + ": " + writers.stream().map(Writer::refusal).toList());
  }

  private static long acknowledged() {
    return writers.stream().mapToLong(writer -> writer.acknowledged().size()).sum();
  }

  private static Node anyNode() {
    return cluster.node(ThreadLocalRandom.current().nextInt(2));
  }
}
