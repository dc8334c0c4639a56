package io.sardonyx.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.NodeWithModel;
import io.sardonyx.testing.RealtimeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is kept for a request, a socket or an answer is let go when it is over. Sign-ins are not
 * among the work: those are remembered for a while, on purpose; {@code ./sardonyx bench soak} has
 * them.
 */
class LeakIT {
  private static final String SESSIONS = "/api/v1/chat/sessions";

  /** Of each kind of work, in a round. */
  private static final int TIMES = 40;

  private static final int ROUNDS_TO_WARM_UP = 3;
  private static final int ROUNDS = 6;
  private static final Duration SOON = Duration.ofSeconds(10);

  private static NodeWithModel ours;
  private static Node node;
  private static Http owner;
  private static String session;

  @BeforeAll
  static void start() {
    ours = NodeWithModel.start(Map.of());
    node = ours.node();
    owner = Http.of(node).signedInAsAdmin();
    session = owner.post(SESSIONS, Map.of("title", "Long")).expect(201).text("/id");
  }

  @AfterAll
  static void stop() {
    ours.close();
  }

  @Test
  void theSameWorkAgainLeavesNoMoreBehind() {
    for (int round = 0; round < ROUNDS_TO_WARM_UP; round++) {
      work();
    }
    var seen = new ArrayList<Histogram>(List.of(left()));
    var growing = new TreeSet<>(seen.getFirst().instances().keySet());
    for (int round = 0; round < ROUNDS; round++) {
      work();
      var after = left();
      growing.retainAll(after.moreThan(seen.getLast(), TIMES * 3 / 4));
      seen.add(after);
    }
    assertThat(growing)
        .as("classes with more instances after every round: %s", growth(growing, seen))
        .isEmpty();
  }

  private static Map<String, List<Long>> growth(Set<String> classes, List<Histogram> seen) {
    return classes.stream()
        .collect(
            Collectors.toMap(
                each -> each,
                each -> seen.stream().map(round -> round.instances().get(each)).toList()));
  }

  private static void work() {
    for (int i = 0; i < TIMES; i++) {
      owner.get(SESSIONS + "?limit=20").expect(200);
      owner.get(SESSIONS + "/" + session + "/messages?limit=50").expect(200);
      owner
          .post(
              SESSIONS + "/" + session + "/messages",
              Map.of("client_message_id", UUID.randomUUID(), "content", "x", "answer", false))
          .expect(201);
      Http.of(node).as("not.a.token").get(SESSIONS).expect(401);
      answerIsRead();
    }
  }

  /** On a socket of its own, with a topic of its own. */
  private static void answerIsRead() {
    var chat = owner.post(SESSIONS, Map.of("title", "Short")).expect(201).text("/id");
    var topic = "chat_session:" + chat;
    try (var client = RealtimeClient.connect(node.port(), owner.token())) {
      client.subscribe(topic, 0);
      client.call(
          "messages.send",
          Map.of("session_id", chat, "client_message_id", UUID.randomUUID(), "content", "Hello?"));
      client.awaitType(topic, "message.updated");
    }
  }

  private static Histogram left() {
    Eventually.within(SOON, () -> sockets() == 0, () -> "sockets are open");
    return Histogram.of(node.pid());
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
}
