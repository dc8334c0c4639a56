package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Outsiders.Outsider;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every realtime method, tried by everybody with what is not theirs. */
class RealtimeIsolationIT {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /**
   * It takes less than a second, and a busy machine a little longer; what asks about all sockets
   * besides, every half minute, is not what ends them.
   */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Tenants tenants;

  /** The colleague's. */
  private static Things victim;

  private static Map<String, Outsider> outsiders;
  private static int attempts;

  @BeforeAll
  static void prepare() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    victim = new Things(tenants.colleague(), tenants.owner());
    topics();
    commands().forEach(method -> method.create(victim));
    outsiders = Outsiders.of(tenants, SharedNode.get(), SharedNode.home());
  }

  @AfterAll
  static void leave() {
    System.out.printf("Isolation over realtime: %d attempts%n", attempts);
  }

  /** The contract's folder has every registered method; the contract's own test sees to that. */
  @Test
  void everyMethodIsThoughtOf() throws IOException {
    var methods = new TreeSet<String>();
    try (var files = Files.list(Path.of("../contract/realtime/methods"))) {
      files.forEach(file -> methods.add(file.getFileName().toString().replaceAll("\\.json$", "")));
    }
    assertThat(AllCases.METHODS.keySet()).isEqualTo(methods);
  }

  @Test
  void nobodyFollowsWhatIsNotTheirs() {
    try (var own = connect(victim.person())) {
      for (var topic : topics()) {
        assertThat(status(own, topic)).as(topic).isEqualTo("subscribed");
        own.awaitType(topic, "caught_up");
      }
      others()
          .forEach((name, other) -> {
            try (var client = connect(other)) {
              for (var topic : topics()) {
                attempts++;
                assertThat(status(client, topic))
                    .as("%s subscribes to %s", name, topic)
                    .isEqualTo("not_found");
              }
              for (var topic : AllCases.TOPICS) {
                int before = own.seqs(topic.of(victim)).size();
                topic.event().accept(victim);
                Eventually.within(LIMIT, () -> own.seqs(topic.of(victim)).size() > before);
              }
              // A round trip, after which whatever was going to be pushed is there.
              client.call("ping", Map.of());
              assertThat(client.pushes())
                  .as(name)
                  .noneMatch(push -> push.has("topic"))
                  .allMatch(push -> push.path("type").asText().equals("heartbeat"));
            }
          });
    }
  }

  @Test
  void nobodyCommandsWhatIsNotTheirs() {
    var found = new ArrayList<String>();
    for (var method : commands()) {
      var things = new Things(victim.person(), victim.administrator());
      others()
          .forEach((name, other) -> {
            try (var client = connect(other)) {
              attempts++;
              var reply = client.send(method.name(), method.params().apply(things));
              if (!reply.at("/error/code").asText().endsWith("_not_found")) {
                found.add(name + " " + method.name() + ": " + reply);
              }
            }
          });
      things.assertUntouched();
      try (var client = connect(victim.person())) {
        var reply = client.send(method.name(), method.params().apply(things));
        if (!reply.has("result")) {
          found.add("whose it is " + method.name() + ": " + reply);
        }
      }
    }
    assertThat(found).isEmpty();
    victim.assertUntouched();
  }

  @Test
  void nothingIsAnsweredBeforeTheCallerIsKnown() {
    outsiders.forEach((name, outsider) -> {
      for (var method : AllCases.METHODS.keySet()) {
        try (var client = RealtimeClient.open(port(), outsider.http().headers())) {
          attempts++;
          client.raw("{\"id\":1,\"method\":\"%s\",\"params\":{}}".formatted(method));
          var expired = method.equals("connect") && outsider.code().contains("expired");
          assertThat(client.awaitClosed(LIMIT))
              .as("%s %s: %s", name, method, client.closeReason())
              .isEqualTo(expired ? 4400 : 4500);
          assertThat(client.frames()).allMatch(frame -> frame.has("error"));
        }
      }
    });
  }

  @Test
  void aSocketStaysWithItsUserWhateverItIsRenewedWith() {
    var me = tenants.owner().get("/api/v1/me").text("/user/id");
    try (var client = connect(tenants.owner())) {
      for (var other :
          List.of(victim.person(), tenants.southOwner(), tenants.ann(), tenants.ben())) {
        attempts++;
        var reply = client.send("authenticate", token(other));
        assertThat(reply.at("/error/code").asText()).isEqualTo("other_user");
      }
      outsiders.forEach((name, outsider) -> {
        if (outsider.http().headers().containsKey("Authorization")) {
          attempts++;
          var reply = client.send("authenticate", token(outsider.http()));
          assertThat(reply.at("/error/code").asText()).as(name).isEqualTo(outsider.code());
        }
      });
      assertThat(status(client, "app_user:" + me)).isEqualTo("subscribed");
      for (var topic : topics()) {
        assertThat(status(client, topic)).isEqualTo("not_found");
      }
    }
  }

  /** What is about the socket itself tells nothing of others either. */
  @Test
  void whatOneDoesNotFollowHasNoHeadAndCannotBeLeft() {
    others()
        .forEach((name, other) -> {
          try (var client = connect(other)) {
            attempts += 3;
            client.subscribe(topics().getFirst(), 0);
            var left = client.send("unsubscribe", Map.of("topics", topics()));
            var heads = client.call("ping", Map.of());
            for (var topic : topics()) {
              assertThat(heads.toString()).as(name).doesNotContain(topic);
            }
            var nowhere = List.of("chat_session:" + UUID.randomUUID());
            assertThat(left.path("result"))
                .as("as for what does not exist")
                .isEqualTo(client.send("unsubscribe", Map.of("topics", nowhere)).path("result"));
          }
        });
  }

  @Test
  void whoIsNobodyAnyMoreIsDisconnectedAndHearsNothingMore() {
    var shortLived = apiKey(Map.of("expires_at", Instant.now().plusSeconds(3).toString())).http();
    // Its time runs out while others are ended.
    try (var client = connect(shortLived)) {
      othersAreEnded();
      attempts++;
      assertThat(client.awaitClosed(SOON)).as("expired API key").isEqualTo(4400);
    }
    cannotComeBack("expired API key", shortLived);
  }

  private static void othersAreEnded() {
    var owner = tenants.owner();
    var key = apiKey(Map.of());
    ends(
        "revoked API key",
        key.http(),
        () -> owner.delete("/api/v1/api-keys/" + key.id()).expect(204),
        4505);
    var signedIn = tenants.ownerElsewhere();
    ends(
        "signed out",
        signedIn,
        () -> signedIn.delete("/api/v1/login-sessions/current").expect(204),
        4505);
    var colleague = Tenants.newColleague(owner);
    var person = colleague.get("/api/v1/me").text("/user/external_id");
    ends(
        "deactivated",
        colleague,
        () ->
            owner.patch("/api/v1/customer-users/" + person, Map.of("is_active", false)).expect(200),
        4505);
    var carl = tenants.shop().as(SharedNode.get(), "carl-" + UUID.randomUUID());
    var user = carl.get("/api/v1/me").text("/user/id");
    ends(
        "refused by their application's owner",
        carl,
        () -> owner.delete("/api/v1/app-users/" + user + "/login-sessions").expect(204),
        4505);
  }

  /** Every method, by a key whose scopes do not include it. */
  @Test
  void aKeyCannotDoMoreThanItsScopesOverASocket() {
    var key = apiKey(Map.of("scopes", List.of("profile:manage")));
    try (var client = connect(key.http())) {
      for (var method : commands()) {
        attempts++;
        var reply = client.send(method.name(), method.params().apply(victim));
        assertThat(reply.at("/error/code").asText())
            .as(method.name())
            .isEqualTo("permission_denied");
      }
      attempts++;
      var topic = "app_user:" + tenants.owner().get("/api/v1/me").text("/user/id");
      var subscribe = Map.of("topics", List.of(Map.of("topic", topic)));
      assertThat(client.send("subscribe", subscribe).at("/error/code").asText())
          .isEqualTo("permission_denied");
    }
  }

  /** Connected, then ended, they are closed and cannot come back. */
  private static void ends(String who, Http http, Runnable end, int code) {
    attempts++;
    try (var client = connect(http)) {
      end.run();
      assertThat(client.awaitClosed(SOON)).as(who).isEqualTo(code);
    }
    cannotComeBack(who, http);
  }

  private static void cannotComeBack(String who, Http http) {
    try (var again = RealtimeClient.open(port(), http.headers())) {
      again.raw("{\"id\":1,\"method\":\"connect\",\"params\":{}}");
      assertThat(again.awaitClosed(LIMIT)).as(who + " comes back").isEqualTo(4500);
    }
  }

  private record Key(String id, Http http) {}

  private static Key apiKey(Map<String, Object> more) {
    var wanted = new LinkedHashMap<String, Object>();
    wanted.put("name", "k " + UUID.randomUUID());
    wanted.put("scopes", List.of("chat:read", "chat:write"));
    wanted.putAll(more);
    var made = tenants.owner().post("/api/v1/api-keys", wanted).expect(201);
    return new Key(
        made.text("/id"), Http.of(SharedNode.get()).with("X-API-Key", made.text("/key")));
  }

  private static Map<String, Object> token(Http http) {
    var params = new LinkedHashMap<String, Object>();
    params.put("access_token", http.token());
    if (http.headers().containsKey("apikey")) {
      params.put("publishable_key", http.headers().get("apikey"));
    }
    return params;
  }

  private static int port() {
    return SharedNode.get().port();
  }

  private static List<String> topics() {
    return AllCases.TOPICS.stream().map(topic -> topic.of(victim)).toList();
  }

  private static String status(RealtimeClient client, String topic) {
    return client.subscribe(topic, 0).at("/topics/0/status").asText();
  }

  static List<MethodCase> commands() {
    return AllCases.METHODS.values().stream().filter(MethodCase::isCommand).toList();
  }

  private static Map<String, Http> others() {
    return tenants.othersThanTheColleague();
  }

  private static RealtimeClient connect(Http caller) {
    var client = RealtimeClient.open(port(), caller.headers());
    client.call("connect", Map.of());
    return client;
  }
}
