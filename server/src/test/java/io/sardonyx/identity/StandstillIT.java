package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.login.PastTokens;
import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scenario: a node stands still (SIGSTOP) while what it remembers stops being true. */
class StandstillIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String ME = "/api/v1/me";

  private static Cluster cluster;
  private static Http admin;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(2, Map.of());
    admin = Http.of(cluster.node(0)).signedInAsAdmin();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aNodeThatStoodStillBringsNothingBackToLife() throws Exception {
    var paused = cluster.node(0);
    var awake = cluster.node(1);
    var login = UUID.fromString(admin.get(ME).text("/login_session_id"));
    try (var tokens = PastTokens.of(cluster.workers(), cluster.rootKey());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var revoked = Http.of(awake).signedInAsAdmin();
      var expiring = admin.as(tokens.signed(login, Duration.ofMinutes(10).minusSeconds(5)));
      var key = Http.of(paused).with("X-API-Key", apiKey(Instant.now().plusSeconds(5)));
      var all = List.of(revoked.at(paused), expiring, key, admin);
      all.forEach(http -> http.get(ME).expect(200)); // The node remembers them all.
      try (var socket = RealtimeClient.connect(paused.port(), revoked.token())) {
        paused.pause();
        try {
          revoked.delete("/api/v1/login-sessions/current").expect(204);
          Eventually.within(
              SOON,
              () ->
                  expiring.at(awake).get(ME).status() == 401
                      && key.at(awake).get(ME).status() == 401);
          // They wait at its door, and are the first thing that it sees.
          var answers =
              all.stream().map(http -> threads.submit(() -> http.get(ME).status())).toList();
          paused.resume();
          var statuses = new ArrayList<Integer>();
          for (var answer : answers) {
            statuses.add(answer.get());
          }
          assertThat(statuses).containsExactly(401, 401, 401, 200);
          assertThat(socket.awaitClosed(SOON)).isEqualTo(4505);
        } finally {
          paused.resume();
        }
      }
    }
  }

  private static String apiKey(Instant expiresAt) {
    var wanted =
        Map.of(
            "name", "k " + UUID.randomUUID(),
            "scopes", List.of("chat:read"),
            "expires_at", expiresAt.toString());
    return admin.post("/api/v1/api-keys", wanted).expect(201).text("/key");
  }
}
