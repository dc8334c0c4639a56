package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Follower;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Scenario: a partition in the middle of a fan-out, with two primaries that both accept. Each node
 * has a Redis that answers, carries what the node itself says, and hears nothing of the other.
 */
class SplitBrainIT {
  /** Within which a hole is seen and filled from PostgreSQL. */
  private static final Duration HOLE = Duration.ofSeconds(10);

  private static Cluster cluster;
  private static TestRedis oldPrimary;
  private static Http admin;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(2, Map.of("SARDONYX_REALTIME_HEARTBEAT_SECONDS", "2"));
    oldPrimary = new TestRedis();
    admin = Http.of(cluster.node(0)).signedInAsAdmin();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    oldPrimary.close();
  }

  @BeforeEach
  void isWhole() {
    awaitRedis();
  }

  @AfterEach
  void heal() {
    cluster.network(1).leadTo(cluster.redis().port());
  }

  @Test
  void whatTheOtherSideSaidIsFoundInTheLogOnceAndInOrder() throws InterruptedException {
    var session = createSession();
    var followers = new ArrayList<Follower>();
    for (int i = 0; i < 6; i++) {
      int node = i % 2;
      followers.add(
          new Follower(() -> cluster.node(node).port(), admin.token(), "chat_session:" + session));
    }
    var writing = new AtomicBoolean(true);
    var writers =
        List.of(
            Thread.ofVirtual().start(() -> write(0, session, writing)),
            Thread.ofVirtual().start(() -> write(1, session, writing)));
    awaitAll(followers, head(session) + 20);
    split();
    long afterTheSplit = head(session) + 20;
    Eventually.within(Duration.ofSeconds(20), () -> head(session) >= afterTheSplit);
    awaitAll(followers, afterTheSplit);
    writing.set(false);
    for (var writer : writers) {
      writer.join();
    }
    // Nothing more is said, so no later event shows that one before it is missing.
    awaitAll(followers, head(session));
    heal();
    awaitRedis();
    rename(0, session, "after");
    rename(1, session, "it all");
    awaitAll(followers, head(session));
    for (var follower : followers) {
      assertThat(follower.violations()).isEmpty();
      assertThat(follower.snapshots()).isEmpty();
      assertThat(follower.seqs())
          .isEqualTo(LongStream.rangeClosed(1, head(session)).boxed().toList());
      follower.close();
    }
  }

  @Test
  void whoIsSignedOutOnOneSideIsSignedOutOnTheOtherWithinASecond() {
    var signedIn = Http.of(cluster.node(1)).signedInAsAdmin();
    split();
    signedIn.get("/api/v1/me").expect(200);
    try (var socket = RealtimeClient.connect(cluster.node(1).port(), signedIn.token())) {
      signedIn.at(cluster.node(0)).delete("/api/v1/login-sessions/current").expect(204);
      Eventually.within(
          Duration.ofMillis(1_500),
          () -> signedIn.get("/api/v1/me").status() == 401 && socket.isClosed());
      assertThat(socket.awaitClosed(HOLE)).isEqualTo(4505);
    }
    heal();
    awaitRedis();
    // The old primary still had them as signed in; what it says is not believed.
    for (int i = 0; i < 2; i++) {
      assertThat(signedIn.at(cluster.node(i)).get("/api/v1/me").status()).isEqualTo(401);
    }
  }

  @Test
  void guessingIsDelayedOnBothSidesTogether() {
    split();
    var email = UUID.randomUUID() + "@example.com";
    for (int i = 0; i < 10; i++) {
      assertThat(signIn(i % 2, email)).as("guess %d", i).isEqualTo(401);
    }
    assertThat(List.of(signIn(0, email), signIn(1, email))).containsOnly(429);
    heal();
    awaitRedis();
    var other = UUID.randomUUID() + "@example.com";
    for (int i = 0; i < 10; i++) {
      assertThat(signIn(i % 2, other)).as("guess %d", i).isEqualTo(401);
    }
    assertThat(List.of(signIn(0, other), signIn(1, other))).containsOnly(429);
  }

  /** Node 1 finds another Redis, as well as the first; what both publish stays on its side. */
  private static void split() {
    cluster.network(1).leadTo(oldPrimary.port());
    Eventually.within(HOLE, () -> oldPrimary.clients() > 0);
    // Well for both: nobody can tell by Redis that something is missing.
    awaitRedis();
  }

  private static void awaitRedis() {
    for (int i = 0; i < 2; i++) {
      var node = Http.of(cluster.node(i));
      Eventually.within(
          HOLE,
          () -> node.get("/health").text("/status").equals("healthy"),
          () -> node.get("/health").body());
    }
  }

  private static void awaitAll(List<Follower> followers, long seq) {
    Eventually.within(
        HOLE,
        () -> followers.stream().allMatch(follower -> follower.last() >= seq),
        () -> "at " + followers.stream().map(Follower::last).toList() + " of " + seq);
  }

  private static void write(int node, String session, AtomicBoolean writing) {
    for (int i = 0; writing.get(); i++) {
      rename(node, session, "name " + i);
    }
  }

  private static void rename(int node, String session, String title) {
    admin
        .at(cluster.node(node))
        .put("/api/v1/chat/sessions/" + session, Map.of("title", title))
        .expect(200);
  }

  private static int signIn(int node, String email) {
    return Http.of(cluster.node(node))
        .post("/api/v1/login-sessions", Map.of("email", email, "password", "a guess at it"))
        .status();
  }

  private static String createSession() {
    return admin.post("/api/v1/chat/sessions", Map.of("title", "t")).expect(201).text("/id");
  }

  private static long head(String session) {
    return admin.get("/api/v1/chat/sessions/" + session).json().path("head_seq").asLong();
  }
}
