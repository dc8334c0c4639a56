package io.sardonyx.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two nodes, a PostgreSQL, and a Redis that may be well, be silent or be gone. */
class PrincipalCacheTest extends PrincipalNodes {
  /**
   * A revocation is in force within a second, and what it takes a busy machine to show it. Without
   * the mechanism it would take the five minutes for which a login session is remembered.
   */
  private static final Duration SECOND = Duration.ofSeconds(3);

  @Test
  void aRevocationIsHeardByAnotherNodeWithinASecond() {
    revokedWithinASecond(redis.url(), () -> {});
  }

  @Test
  void aRevocationIsHeardWithinASecondWhenRedisLooksWellAndCarriesNothing() {
    try (var proxy = new FaultProxy(redis.port())) {
      revokedWithinASecond("redis://127.0.0.1:" + proxy.port(), proxy::stall);
    }
  }

  @Test
  void aRevocationIsHeardWithinASecondWhenRedisIsGone() {
    try (var proxy = new FaultProxy(redis.port())) {
      revokedWithinASecond("redis://127.0.0.1:" + proxy.port(), proxy::partition);
    }
  }

  /** What another node had read before the revocation must not come back out of Redis. */
  @Test
  void whatRedisStillHoldsOfBeforeIsNotBelievedByANodeThatStartsAfterwards() {
    var id = loginSession(user());
    try (var one = new TestNode(redis.url())) {
      assertThat(one.principals.ofLoginSession(id)).isPresent();
      revoke(id);
    }
    try (var fresh = new TestNode(redis.url())) {
      Eventually.within(SOON, fresh.changes::isCurrent);
      assertThat(fresh.cache.get(id)).as("Redis was told nothing").isPresent();
      assertThat(fresh.principals.ofLoginSession(id)).isEmpty();
    }
  }

  @Test
  void whatANodeRemembersCostsNoRoundTripAndLastsNoLongerThanSomebodyVouches() {
    var id = loginSession(user());
    try (var node = new TestNode(redis.url())) {
      assertThat(node.principals.ofLoginSession(id)).isPresent();
      Eventually.within(SOON, node.changes::isCurrent);
      // Straight in the table, so that nobody is told: only a question to PostgreSQL would show it.
      database
          .working()
          .query("update platform.login_sessions set revoked_at = now() where id = $1", id);
      assertThat(node.principals.ofLoginSession(id)).as("not asked").isPresent();
      node.changes.stop(new ShutdownEvent());
      Eventually.within(Duration.ofSeconds(15), () -> node.principals.ofLoginSession(id).isEmpty());
    }
  }

  @Test
  void whoIsDeactivatedOrWhoseApplicationIsHasNoStanding() {
    // One of its own, for a change of an application concerns all of its users for a while.
    var closing = application();
    var user = user(closing);
    var id = loginSession(closing, user);
    try (var node = new TestNode(redis.url())) {
      assertThat(node.principals.ofLoginSession(id)).isPresent();
      change("update platform.app_users set is_active = false where id = $1", user);
      Eventually.within(SECOND, () -> node.principals.ofLoginSession(id).isEmpty());
      assertThat(node.principals.ofUser(closing, "user-" + user)).isEmpty();
      change("update platform.app_users set is_active = true where id = $1", user);
      Eventually.within(SECOND, () -> node.principals.ofLoginSession(id).isPresent());
      change("update platform.applications set is_active = false where id = $1", closing);
      Eventually.within(SECOND, () -> node.principals.ofLoginSession(id).isEmpty());
    }
  }

  @Test
  void aKeyThatDoesNotExistIsAskedForNoMoreUntilSomebodysRightsChange() throws SQLException {
    var user = user();
    var key = "sx_made_up";
    try (var node = new TestNode(redis.url())) {
      assertThat(node.principals.ofApiKey(key)).isEmpty();
      // Straight in the table, so that nobody is told: only a question to PostgreSQL would show it.
      apiKey(user, key);
      assertThat(node.principals.ofApiKey(key)).as("not asked").isEmpty();
      change("update platform.app_users set is_active = true where id = $1", user);
      Eventually.within(SECOND, () -> node.principals.ofApiKey(key).isPresent());
    }
  }

  @Test
  void aKeyThatDoesNotExistIsAskedForAgainAfterSeconds() throws SQLException {
    var user = user();
    var key = "sx_made_up_too";
    try (var node = new TestNode(redis.url())) {
      assertThat(node.principals.ofApiKey(key)).isEmpty();
      apiKey(user, key);
      Eventually.within(Duration.ofSeconds(6), () -> node.principals.ofApiKey(key).isPresent());
    }
  }

  @Test
  void theLoginSessionsSeenLastAreWarmAfterAStart() {
    var user = user();
    var older = new ArrayList<UUID>();
    for (int i = 0; i < 1_000; i++) {
      older.add(loginSession(user));
    }
    var newest = loginSession(user);
    var forgotten = older.removeFirst();
    seen(forgotten, Duration.ofDays(-1));
    seen(newest, Duration.ofDays(1));
    try (var node = new TestNode(redis.url())) {
      node.principals.warm();
      assertThat(node.cache.get(newest)).isPresent();
      assertThat(node.cache.get(forgotten)).as("a thousand others were seen later").isEmpty();
      assertThat(older.stream().filter(id -> node.cache.get(id).isPresent()).count())
          .isEqualTo(999);
      assertThat(node.principals.seenRecently()).isEqualTo(1_000);
    }
  }

  private static void seen(UUID loginSession, Duration fromNow) {
    database
        .working()
        .query(
            """
            update platform.login_sessions
            set last_seen_at = now() + make_interval(secs => $2) where id = $1
            """,
            loginSession,
            (double) fromNow.toSeconds());
  }

  private static void revokedWithinASecond(String redisUrl, Runnable trouble) {
    var id = loginSession(user());
    try (var here = new TestNode(redisUrl);
        var there = new TestNode(redisUrl)) {
      assertThat(here.principals.ofLoginSession(id)).isPresent();
      assertThat(there.principals.ofLoginSession(id)).isPresent();
      Eventually.within(SOON, () -> here.changes.isCurrent() && there.changes.isCurrent());
      trouble.run();
      revoke(id);
      here.changes.announce(List.of(id));
      Eventually.within(SECOND, () -> here.principals.ofLoginSession(id).isEmpty());
      Eventually.within(SECOND, () -> there.principals.ofLoginSession(id).isEmpty());
      Eventually.within(SECOND, () -> there.heard.contains(id));
    }
  }
}
