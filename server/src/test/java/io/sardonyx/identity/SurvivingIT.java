package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.TestRedis;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What must hold over parallel requests, a killed node, a second node and a Redis that is away. */
class SurvivingIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Where others failed: concurrent refreshes, and a restart that revived rotated tokens. */
  @Test
  void ofParallelRefreshesOneFamilyWinsAndAReplayAfterAKillStillRevokes() throws Exception {
    try (var home = Home.prepared()) {
      String original;
      String successor;
      try (var node = Node.start(home)) {
        var nobody = Http.of(node);
        original = signIn(nobody).text("/refresh_token");
        successor = only(refreshAtOnce(nobody, original, false));
        // Again, and the node dies among them: who got an answer got the same one.
        var answered = refreshAtOnce(nobody, successor, true);
        assertThat(answered.size()).as("families").isLessThanOrEqualTo(1);
      }
      try (var node = Node.start(home)) {
        var nobody = Http.of(node);
        var next = refresh(nobody, successor).expect(200);
        var newest = refresh(nobody, next.text("/refresh_token")).expect(200);
        var me = nobody.as(newest.text("/access_token"));
        me.get("/api/v1/me").expect(200);
        assertThat(refresh(nobody, original).expect(401).code()).isEqualTo("refresh_token_reused");
        assertThat(me.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(refresh(nobody, newest.text("/refresh_token")).status()).isEqualTo(401);
        node.kill();
      }
      try (var node = Node.start(home)) {
        for (var token : List.of(original, successor)) {
          assertThat(refresh(Http.of(node), token).expect(401).code())
              .isEqualTo("login_session_ended");
        }
      }
    }
  }

  @Test
  void aRevocationCountsOnAnotherNodeWithinASecondWhateverBecomesOfRedis() {
    try (var home = Home.prepared();
        var redis = new TestRedis();
        var proxy = new FaultProxy(redis.port())) {
      var settings = Map.of("SARDONYX_REDIS_URL", "redis://127.0.0.1:" + proxy.port());
      try (var one = Node.start(home, settings);
          var two = Node.join(home, settings)) {
        revokedOnBoth(one, two);
        proxy.stall();
        revokedOnBoth(one, two);
        proxy.partition();
        revokedOnBoth(one, two);
        proxy.heal();
        revokedOnBoth(one, two);
      }
    }
  }

  private static void revokedOnBoth(Node one, Node two) {
    var signedIn = signIn(Http.of(one));
    var here = Http.of(one).as(signedIn.text("/access_token"));
    var there = here.at(two);
    for (int i = 0; i < 5; i++) {
      here.get("/api/v1/me").expect(200);
      there.get("/api/v1/me").expect(200);
    }
    here.delete("/api/v1/login-sessions/current").expect(204);
    var end = System.nanoTime() + SECOND.toNanos();
    Eventually.within(Duration.ofSeconds(10), () -> there.get("/api/v1/me").status() == 401);
    // Nor what a busy machine adds: what is remembered otherwise is good for minutes.
    assertThat(System.nanoTime() - end).isLessThan(Duration.ofSeconds(2).toNanos());
    assertThat(here.get("/api/v1/me").status()).isEqualTo(401);
  }

  /**
   * @param killing whether the node dies while they are answered
   * @return the refresh tokens that were handed out
   */
  private static Set<String> refreshAtOnce(Http nobody, String token, boolean killing)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts = new ArrayList<Future<Set<String>>>();
      for (int i = 0; i < 32; i++) {
        Callable<Set<String>> attempt =
            () -> {
              try {
                return Set.of(refresh(nobody, token).expect(200).text("/refresh_token"));
              } catch (UncheckedIOException killed) {
                assertThat(killing).isTrue();
                return Set.of();
              }
            };
        attempts.add(threads.submit(attempt));
      }
      if (killing) {
        Thread.sleep(30);
        nobody.node().kill();
      }
      var handedOut = new HashSet<String>();
      for (var attempt : attempts) {
        handedOut.addAll(attempt.get());
      }
      return handedOut;
    }
  }

  private static String only(Set<String> tokens) {
    assertThat(tokens).hasSize(1);
    return tokens.iterator().next();
  }

  private static Answer signIn(Http nobody) {
    return nobody
        .post(
            "/api/v1/login-sessions",
            Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD))
        .expect(201);
  }

  private static Answer refresh(Http nobody, String token) {
    return nobody.post("/api/v1/login-sessions/refresh", Map.of("refresh_token", token));
  }
}
