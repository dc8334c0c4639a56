package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Routes.Thing;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every realtime method, tried by everybody with what is not theirs. */
class RealtimeIsolationIT {
  /** Methods that name nothing of anybody's; what they can do is only about the socket itself. */
  private static final Set<String> ABOUT_THE_SOCKET =
      Set.of("connect", "authenticate", "ping", "unsubscribe");

  private static Tenants tenants;
  private static Victim victim;
  private static int attempts;

  @BeforeAll
  static void prepare() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    victim = Victim.in(tenants);
  }

  @AfterAll
  static void leave() {
    victim.disconnectModel();
    System.out.printf("Isolation over realtime: %d attempts%n", attempts);
  }

  /** The contract's folder has every registered method; the contract's own test sees to that. */
  @Test
  void everyMethodIsThoughtOf() throws IOException {
    var methods = new TreeSet<String>();
    try (var files = Files.list(Path.of("../contract/realtime/methods"))) {
      files.forEach(file -> methods.add(file.getFileName().toString().replaceAll("\\.json$", "")));
    }
    var thoughtOf = new TreeSet<>(ABOUT_THE_SOCKET);
    thoughtOf.add("subscribe");
    thoughtOf.addAll(commands().keySet());
    assertThat(thoughtOf).isEqualTo(methods);
  }

  @Test
  void nobodyFollowsWhatIsNotTheirs() {
    others()
        .forEach((name, other) -> {
          try (var client = connect(other)) {
            for (var topic : topics()) {
              attempts++;
              var reply = client.subscribe(topic, 0);
              assertThat(reply.at("/topics/0/status").asText())
                  .as("%s subscribes to %s", name, topic)
                  .isEqualTo("not_found");
            }
            var self = victim.self();
            self.put("/api/v1/chat/sessions/" + victim.session(), Map.of("category", "new"))
                .expect(200);
            // A round trip, after which whatever was going to be pushed is there.
            client.call("ping", Map.of());
            assertThat(client.pushes()).as(name).isEmpty();
          }
        });
  }

  @Test
  void nobodyCommandsWhatIsNotTheirs() {
    var found = new ArrayList<String>();
    others()
        .forEach((name, other) -> {
          try (var client = connect(other)) {
            commands()
                .forEach((method, params) -> {
                  attempts++;
                  var reply = client.send(method, params);
                  if (!reply.at("/error/code").asText().endsWith("_not_found")) {
                    found.add(name + " " + method + ": " + reply);
                  }
                });
          }
        });
    assertThat(found).isEmpty();
    victim.assertUntouched();
  }

  @Test
  void nothingIsAnsweredBeforeTheCallerIsKnown() {
    var strangers =
        Map.of(
            "anonymous", Map.<String, String>of(),
            "garbage", Map.of("Authorization", "Bearer garbage"),
            "foreign application", tenants.ann().with("apikey", "pk_unknown").headers());
    strangers.forEach((name, headers) -> {
      for (var method : commands().keySet()) {
        try (var client = RealtimeClient.open(SharedNode.get().port(), headers)) {
          attempts++;
          client.raw("{\"id\":1,\"method\":\"%s\",\"params\":{}}".formatted(method));
          assertThat(client.awaitClosed(Duration.ofSeconds(5))).as(name).isGreaterThan(4499);
        }
      }
      try (var client = RealtimeClient.open(SharedNode.get().port(), headers)) {
        attempts++;
        client.raw("{\"id\":1,\"method\":\"connect\",\"params\":{}}");
        assertThat(client.awaitClosed(Duration.ofSeconds(5))).as(name).isGreaterThan(4499);
      }
    });
  }

  private static List<String> topics() {
    return List.of(
        "chat_session:" + victim.things().get(Thing.SESSION),
        "app_user:" + victim.things().get(Thing.APP_USER));
  }

  private static Map<String, Map<String, Object>> commands() {
    var session = String.valueOf(victim.things().get(Thing.SESSION));
    var answer = String.valueOf(victim.things().get(Thing.ANSWER));
    var commands = new LinkedHashMap<String, Map<String, Object>>();
    commands.put(
        "messages.send",
        Map.of(
            "session_id",
            session,
            "client_message_id",
            UUID.randomUUID().toString(),
            "content",
            "intruder"));
    commands.put("answers.stop", Map.of("session_id", session, "message_id", answer));
    commands.put(
        "answers.resume", Map.of("session_id", session, "message_id", answer, "after_part", 0));
    return commands;
  }

  private static Map<String, Http> others() {
    return tenants.othersThanTheColleague();
  }

  private static RealtimeClient connect(Http caller) {
    var client = RealtimeClient.open(SharedNode.get().port(), caller.headers());
    client.call("connect", Map.of());
    return client;
  }
}
