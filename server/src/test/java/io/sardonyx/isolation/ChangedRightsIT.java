package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rights that change while a socket is open. */
class ChangedRightsIT {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static Tenants tenants;

  @BeforeAll
  static void prepare() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
  }

  /** A socket lives for hours: what its user may do is what they may do today. */
  @Test
  void whoseRoleIsAnotherComesBackWithTheRightsOfThat() {
    var name = "carl-" + UUID.randomUUID();
    var carl = tenants.shop().as(SharedNode.get(), name);
    var user = carl.get("/api/v1/me").text("/user/id");
    var things = new Things(carl, tenants.owner());
    AllCases.TOPICS.forEach(topic -> topic.of(things));
    RealtimeIsolationIT.commands().forEach(method -> method.create(things));
    roleIsAnother(carl, user, "limited");
    try (var limited = connect(carl)) {
      for (var method : RealtimeIsolationIT.commands()) {
        var reply = limited.send(method.name(), method.params().apply(things));
        assertThat(reply.at("/error/code").asText())
            .as(method.name())
            .isEqualTo(method.kind() == MethodCase.Kind.READ ? "" : "permission_denied");
      }
      for (var topic : AllCases.TOPICS) {
        assertThat(limited.subscribe(topic.of(things), 0).at("/topics/0/status").asText())
            .as("what a role may still do, it may over the same socket")
            .isEqualTo("subscribed");
      }
    }
    roleIsAnother(carl, user, "user");
    try (var again = connect(carl)) {
      for (var method : RealtimeIsolationIT.commands()) {
        again.call(method.name(), method.params().apply(things));
      }
    }
    var colleague = Tenants.newColleague(tenants.owner());
    var person = colleague.get("/api/v1/me").text("/user/external_id");
    try (var client = connect(colleague)) {
      tenants
          .owner()
          .patch("/api/v1/customer-users/" + person, Map.of("role", "developer"))
          .expect(200);
      assertThat(client.awaitClosed(LIMIT)).as("a member of a team").isEqualTo(4401);
    }
  }

  private static void roleIsAnother(Http who, String user, String role) {
    try (var client = connect(who)) {
      tenants.owner().patch("/api/v1/app-users/" + user, Map.of("role", role)).expect(200);
      assertThat(client.awaitClosed(LIMIT)).as("to " + role).isEqualTo(4401);
    }
  }

  /** A change that is none of the rights leaves sockets as they are. */
  @Test
  void whoseNameIsAnotherStaysConnected() {
    var carl = tenants.shop().as(SharedNode.get(), "carl-" + UUID.randomUUID());
    var user = carl.get("/api/v1/me").text("/user/id");
    try (var client = connect(carl)) {
      tenants.owner().patch("/api/v1/app-users/" + user, Map.of("display_name", "C")).expect(200);
      assertThat(changesAreAnswered()).isTrue();
      client.call("ping", Map.of());
      assertThat(client.isClosed()).isFalse();
    }
  }

  /** Somebody else whom a later change concerned has been disconnected. */
  private static boolean changesAreAnswered() {
    var other = tenants.shop().as(SharedNode.get(), "other-" + UUID.randomUUID());
    var user = other.get("/api/v1/me").text("/user/id");
    try (var client = connect(other)) {
      tenants.owner().delete("/api/v1/app-users/" + user + "/login-sessions").expect(204);
      return client.awaitClosed(LIMIT) == 4505;
    }
  }

  /** What was signed after a sign-out is good at once, and stays so. */
  @Test
  void aTokenThatWasSignedAfterTheSignOutIsWelcome() {
    var name = "carl-" + UUID.randomUUID();
    var before = tenants.shop().as(SharedNode.get(), name);
    var user = before.get("/api/v1/me").text("/user/id");
    tenants.owner().delete("/api/v1/app-users/" + user + "/login-sessions").expect(204);
    // Times in tokens are whole seconds.
    var after = tenants.shop().as(SharedNode.get(), name, Instant.now().plusSeconds(1));
    try (var client = connect(after)) {
      // The next change asks about everybody whom it concerns.
      tenants.owner().patch("/api/v1/app-users/" + user, Map.of("display_name", "C")).expect(200);
      assertThat(changesAreAnswered()).isTrue();
      client.call("ping", Map.of());
      assertThat(client.isClosed()).isFalse();
    }
  }

  private static RealtimeClient connect(Http caller) {
    var client = RealtimeClient.open(SharedNode.get().port(), caller.headers());
    client.call("connect", Map.of());
    return client;
  }
}
