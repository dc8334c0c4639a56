package io.sardonyx.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who stays, with which rights, when something has changed about them. */
class CallerRevocationsTest extends PrincipalNodes {
  @Test
  void whoeverIsConnectedIsToldApartInFewStatements() {
    var user = user();
    var good = loginSession(user);
    var bad = loginSession(user);
    try (var node = new TestNode(redis.url())) {
      var stays = node.principals.ofLoginSession(good).orElseThrow().caller();
      var leaves = node.principals.ofLoginSession(bad).orElseThrow().caller();
      var byToken = byToken(node, user, Instant.now());
      revoke(bad);
      assertThat(node.revocations.today(List.of(stays, leaves, byToken)))
          .isEqualTo(Map.of(stays, stays, byToken, byToken));
      change("update platform.app_users set is_active = false where id = $1", user);
      assertThat(node.revocations.today(List.of(stays, leaves, byToken))).isEmpty();
    }
  }

  @Test
  void whoeverHasAnotherRoleTodayStaysWithTheRightsOfThat() {
    var user = user();
    var id = loginSession(user);
    try (var node = new TestNode(redis.url())) {
      var then = node.principals.ofLoginSession(id).orElseThrow().caller().from("192.0.2.1");
      change("update platform.app_users set role = 'limited' where id = $1", user);
      var now = node.revocations.today(List.of(then)).get(then);
      assertThat(now).isEqualTo(then.as(Role.APP_LIMITED, null));
      assertThat(node.revocations.without(ChatPermissions.READ, List.of(then))).isEmpty();
      assertThat(node.revocations.without(ChatPermissions.WRITE, List.of(then)))
          .containsExactly(then);
    }
  }

  @Test
  void aTokenCountsByWhenItWasSignedAndNotByWhenItIsAskedFor() {
    var user = user();
    try (var node = new TestNode(redis.url())) {
      var before = byToken(node, user, Instant.now().minusSeconds(2));
      change("update platform.app_users set tokens_valid_after = now() where id = $1", user);
      var after = byToken(node, user, Instant.now().plusSeconds(1));
      var never = after.signed(null);
      assertThat(node.revocations.today(List.of(before, after, never)).keySet())
          .containsExactly(after);
      // However long ago it was.
      change(
          "update platform.app_users set tokens_valid_after = now() - interval '1 hour'"
              + " where id = $1",
          user);
      var older = byToken(node, user, Instant.now().minus(Duration.ofHours(2)));
      assertThat(node.revocations.today(List.of(older, after)).keySet()).containsExactly(after);
    }
  }

  /** For who begins something in the name of a caller who was authenticated before. */
  @Test
  void aNodeKnowsWhoseRightsHaveChangedOfLate() {
    var user = user();
    var id = loginSession(user);
    try (var node = new TestNode(redis.url())) {
      var caller = node.principals.ofLoginSession(id).orElseThrow().caller();
      var other = node.principals.ofLoginSession(loginSession(user())).orElseThrow().caller();
      assertThat(node.revocations.hasChangedLately(caller)).isFalse();
      revoke(id);
      Eventually.within(SOON, () -> node.revocations.hasChangedLately(caller));
      assertThat(node.revocations.hasChangedLately(other)).isFalse();
    }
  }

  @Test
  void aChangeIsToldUntilItWasUnderstoodAndToEverybody() {
    var id = loginSession(user());
    try (var network = new FaultProxy(postgres.port());
        var theirs = postgres.open(vertx, 4, network.port());
        var node = new TestNode(redis.url(), theirs)) {
      var refused = ConcurrentHashMap.<UUID>newKeySet();
      var failures = new AtomicInteger();
      var caller = node.principals.ofLoginSession(id).orElseThrow().caller();
      node.changes.listen(subjects -> {
        throw new IllegalStateException("one who cannot cope with it");
      });
      node.changes.listen(subjects -> {
        try {
          if (node.revocations.today(List.of(caller)).isEmpty()) {
            refused.addAll(subjects);
          }
        } catch (RuntimeException away) {
          failures.incrementAndGet();
          throw away;
        }
      });
      network.partition();
      revoke(id);
      // As another node does, over Redis.
      node.changes.announce(List.of(id));
      Eventually.within(SOON, () -> failures.get() > 0);
      assertThat(refused).isEmpty();
      network.heal();
      Eventually.within(SOON, () -> refused.contains(id));
    }
  }

  private static Caller byToken(TestNode node, UUID user, Instant signedAt) {
    return node.principals
        .ofUser(application, "user-" + user)
        .orElseThrow()
        .caller()
        .signed(signedAt);
  }
}
