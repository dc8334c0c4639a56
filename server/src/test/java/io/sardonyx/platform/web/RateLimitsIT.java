package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes, their Redis, and people who ask too often. */
class RateLimitsIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SARDONYX_TRUSTED_PROXIES", "127.0.0.0/8",
          "SARDONYX_REQUESTS_PER_CALLER", "60",
          "SARDONYX_REQUESTS_PER_ADDRESS", "200",
          "SARDONYX_SIGN_INS_PER_ADDRESS", "20");

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(2, SETTINGS);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBackAndTheirNeighboursAreNot() {
    var owner = from("198.51.100.1", cluster.node(0)).signedInAsAdmin();
    var first = owner.get("/api/v1/me").expect(200);
    assertThat(first.response().headers().allValues("ratelimit-policy"))
        .contains("\"caller\";q=60;w=60", "\"address\";q=200;w=60");
    assertThat(first.response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.matches("\"caller\";r=59;t=[0-9]{1,2}"));
    var refused = untilRefused(owner, "/api/v1/me", 60);
    assertThat(refused.code()).isEqualTo("too_many_requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.startsWith("\"caller\";r=0;"));
    var other = from("198.51.100.1", cluster.node(0));
    other.get("/auth/v1/health").expect(200);
  }

  @Test
  void aFloodFromOneAddressSlowsNobodyElse() {
    var flood = from("203.0.113.9", cluster.node(0));
    untilRefused(flood, "/auth/v1/health", 200);
    from("203.0.113.10", cluster.node(0)).get("/auth/v1/health").expect(200);
    flood.get("/health").expect(200);
  }

  @Test
  void nodesCountTogether() {
    var here = from("203.0.113.20", cluster.node(0));
    var there = from("203.0.113.20", cluster.node(1));
    untilRefused(here, "/auth/v1/health", 200);
    Eventually.within(
        Duration.ofSeconds(20),
        () -> there.get("/auth/v1/health").status() == 429,
        () -> "the other node never refused");
    assertThat(there.get("/auth/v1/health").response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.startsWith("\"address\";r=0;"));
    from("203.0.113.21", cluster.node(1)).get("/auth/v1/health").expect(200);
  }

  @Test
  void whoTriesManyAccountsIsStoppedBeforeAnyPasswordIsHashedAndTheNeighbourSignsIn() {
    var stuffing = from("203.0.113.30", cluster.node(0));
    int hashed = 0;
    for (int i = 0; i < 40; i++) {
      var body = Map.of("email", "victim" + i + "@example.com", "password", "a leaked password");
      var status = stuffing.post("/api/v1/login-sessions", body).status();
      assertThat(status).isIn(401, 429);
      hashed += status == 401 ? 1 : 0;
    }
    assertThat(hashed).isLessThanOrEqualTo(20);
    assertThat(
            stuffing
                .post("/auth/v1/token?grant_type=refresh_token", Map.of("refresh_token", "none"))
                .status())
        .as("who is signed in at that address stays so")
        .isEqualTo(400);
    var neighbour = from("203.0.113.31", cluster.node(0));
    assertThat(
            neighbour
                .post(
                    "/api/v1/login-sessions",
                    Map.of("email", "nobody@example.com", "password", "x"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void withoutRedisEachNodeStillCounts() {
    cluster.network(0).cut();
    try {
      var alone = from("203.0.113.40", cluster.node(0));
      untilRefused(alone, "/auth/v1/health", 200);
      from("203.0.113.41", cluster.node(0)).get("/auth/v1/health").expect(200);
    } finally {
      cluster.network(0).heal();
    }
  }

  /** By then at the latest, unless a minute ended in between: then by twice as many. */
  private static Http.Answer untilRefused(Http who, String path, int limit) {
    for (int i = 0; i < 2 * limit + 2; i++) {
      var answer = who.get(path);
      if (answer.status() == 429) {
        assertThat(i).isGreaterThan(limit / 3);
        return answer;
      }
      answer.expect(200);
    }
    throw new AssertionError(path + " was never refused");
  }

  private static Http from(String address, Node node) {
    return Http.of(node).with("X-Forwarded-For", address);
  }
}
