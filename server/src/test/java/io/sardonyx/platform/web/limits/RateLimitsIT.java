package io.sardonyx.platform.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RealtimeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Two nodes, their Redis, and people who ask too often. */
class RateLimitsIT {
  private static final int FEW = 5;
  private static final String WITHOUT = "00000000-0000-7000-8000-000000000000";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SARDONYX_TRUSTED_PROXIES", "127.0.0.0/8",
          "SARDONYX_REQUESTS_PER_CALLER", "60",
          "SARDONYX_REQUESTS_PER_ADDRESS", "200",
          "SARDONYX_SIGN_INS_PER_ADDRESS", "20",
          "SARDONYX_MAILS_PER_ADDRESS", Integer.toString(FEW),
          "SARDONYX_SEARCHES_PER_CALLER", Integer.toString(FEW),
          "SARDONYX_EXPORTS_PER_CALLER", Integer.toString(FEW),
          "SARDONYX_ANSWER_REQUESTS_PER_CALLER", Integer.toString(FEW),
          "SARDONYX_REALTIME_CONNECTS_PER_ADDRESS", Integer.toString(FEW));

  private static Cluster cluster;
  private static Http owner;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(2, SETTINGS);
    owner = from("198.51.100.200", cluster.node(0)).signedInAsAdmin();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBackAndTheirNeighboursAreNot() {
    var caller = from("198.51.100.1", cluster.node(0)).as(key());
    var neighbour = from("198.51.100.1", cluster.node(0)).as(key());
    var first = caller.get("/api/v1/me").expect(200);
    assertThat(first.response().headers().allValues("ratelimit-policy"))
        .containsExactly("\"address\";q=200;w=60", "\"caller\";q=60;w=60");
    assertThat(first.response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.matches("\"caller\";r=59;t=[0-9]{1,2}"));
    var refused = untilRefused(caller, "/api/v1/me", 60);
    assertThat(refused.code()).isEqualTo("too_many_requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.startsWith("\"caller\";r=0;"));
    assertThat(neighbour.get("/api/v1/me").expect(200).response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.startsWith("\"caller\";r=59;"));
  }

  private record Costly(String policy, Function<Http, Http.Answer> request) {}

  /**
   * One of these used up, by however many keys of one person, and the rest of them and of
   * everything else are as they were.
   */
  @TestFactory
  Stream<DynamicTest> whatCostsMoreThanOthersHasALimitOfItsOwn() {
    var kinds =
        List.of(
            new Costly("search", http -> http.get("/api/v1/chat/search?q=anything")),
            new Costly("search", http -> http.get("/api/v1/app-users?q=anybody")),
            new Costly("export", http -> http.get("/api/v1/chat/export")),
            new Costly("export", http -> http.get("/api/v1/chat/sessions/" + WITHOUT + "/export")),
            new Costly("answer", http -> http.post("/v1/chat/completions", Map.of())),
            new Costly("answer", http -> send(http, true)));
    return kinds.stream()
        .map(costly ->
            DynamicTest.dynamicTest(
                costly.policy,
                () -> {
                  var person = Tenants.newColleague(owner);
                  var caller = from("198.51.100.7", cluster.node(0)).as(key(person));
                  var first = costly.request.apply(caller);
                  assertThat(first.response().headers().allValues("ratelimit-policy"))
                      .contains("\"" + costly.policy + "\";q=" + FEW + ";w=60");
                  var refused = untilRefused(() -> costly.request.apply(caller), FEW);
                  assertThat(refused.response().headers().allValues("ratelimit"))
                      .anyMatch(left -> left.startsWith("\"" + costly.policy + "\";r=0;"))
                      .noneMatch(left -> left.startsWith("\"caller\";r=0;"));
                  var otherKey = from("198.51.100.8", cluster.node(0)).as(key(person));
                  assertThat(costly.request.apply(otherKey).status()).isEqualTo(429);
                  caller.get("/api/v1/me").expect(200);
                  assertThat(send(caller, false).status()).isEqualTo(404);
                  kinds.stream()
                      .filter(other -> !other.policy.equals(costly.policy))
                      .forEach(other ->
                          assertThat(other.request.apply(caller).status()).isNotEqualTo(429));
                }));
  }

  @Test
  void whoHasManyMailsSentCanStillSignInAndTheirNeighbourHasMailsSent() {
    var mailing = from("203.0.113.50", cluster.node(0));
    var refused = untilRefused(() -> recover(mailing), FEW);
    assertThat(refused.response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.startsWith("\"mail\";r=0;"));
    mailing.signedInAsAdmin();
    assertThat(recover(from("203.0.113.51", cluster.node(0))).status()).isNotEqualTo(429);
  }

  @Test
  void aPersonWhoIsInvitedByMailCountsAmongTheMailsAndOneWhoIsNotDoesNot() {
    var mailing = from("203.0.113.52", cluster.node(0)).signedInAsAdmin();
    var refused = untilRefused(() -> mailing.post("/api/v1/customer-users", person(true)), FEW);
    assertThat(refused.response().headers().allValues("ratelimit"))
        .anyMatch(left -> left.startsWith("\"mail\";r=0;"));
    mailing.post("/api/v1/customer-users", person(false)).expect(201);
    mailing.get("/api/v1/app-users").expect(200);
  }

  private static Map<String, Object> person(boolean byMail) {
    return Map.of(
        "email", UUID.randomUUID() + "@example.com", "display_name", "Ann", "by_mail", byMail);
  }

  @Test
  void whoOpensWebSocketsOneAfterTheOtherIsRefusedAndTheirNeighbourIsNot() {
    int opened = 0;
    for (int i = 0; i < 3 * FEW; i++) {
      opened += opens("203.0.113.60") ? 1 : 0;
    }
    assertThat(opened).isBetween(FEW, 2 * FEW);
    assertThat(opens("203.0.113.61")).isTrue();
  }

  @Test
  void commandsCountAmongTheirCallersRequestsHoweverManySocketsTheyComeBy() {
    var key = key();
    int done = 0;
    var refusals = new ArrayList<String>();
    for (int socket = 0; socket < 3; socket++) {
      try (var client = socket("203.0.113.6" + (2 + socket))) {
        client.call("connect", Map.of("access_token", key));
        for (int i = 0; i < 45; i++) {
          var reply = client.send("ping", Map.of());
          done += reply.has("result") ? 1 : 0;
          refusals.add(reply.at("/error/code").asText());
        }
      }
    }
    assertThat(refusals).contains("too_many_requests").containsOnly("", "too_many_requests");
    assertThat(done).isBetween(55, 121);
    try (var neighbour = socket("203.0.113.65")) {
      neighbour.call("connect", Map.of("access_token", key()));
      neighbour.call("ping", Map.of());
    }
  }

  @Test
  void aFloodFromOneAddressSlowsNobodyElse() {
    var flood = from("203.0.113.9", cluster.node(0));
    var refused = untilRefused(flood, "/auth/v1/health", 200);
    assertThat(refused.text("/error_code")).as("in Supabase's form").isNotEmpty();
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

  private static Http.Answer untilRefused(Http who, String path, int limit) {
    return untilRefused(() -> who.get(path), limit);
  }

  /** By then at the latest, unless a minute ended in between: then by twice as many. */
  private static Http.Answer untilRefused(Supplier<Http.Answer> request, int limit) {
    for (int i = 0; i < 2 * limit + 2; i++) {
      var answer = request.get();
      if (answer.status() == 429) {
        assertThat(i).isGreaterThan(limit / 3);
        return answer;
      }
    }
    throw new AssertionError("Never refused");
  }

  private static Http.Answer send(Http http, boolean answer) {
    return http.post(
        "/api/v1/chat/sessions/" + WITHOUT + "/messages",
        Map.of("client_message_id", UUID.randomUUID(), "content", "Hello", "answer", answer));
  }

  private static Http.Answer recover(Http http) {
    return http.post("/auth/v1/recover", Map.of("email", "somebody@example.com"));
  }

  private static boolean opens(String address) {
    try (var client = socket(address)) {
      return !client.isClosed();
    } catch (CompletionException refused) {
      return false;
    }
  }

  private static RealtimeClient socket(String address) {
    return RealtimeClient.open(cluster.node(0).port(), Map.of("X-Forwarded-For", address));
  }

  /** A caller of its own. */
  private static String key() {
    return key(owner);
  }

  private static String key(Http of) {
    return of.post(
            "/api/v1/api-keys",
            Map.of("name", "k", "scopes", List.of("chat:read", "chat:write", "profile:manage")))
        .expect(201)
        .text("/key");
  }

  private static Http from(String address, Node node) {
    return Http.of(node).with("X-Forwarded-For", address);
  }
}
