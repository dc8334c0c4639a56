package io.sardonyx.identity.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.TestPostgres;
import io.sardonyx.testing.TestRedis;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes, a PostgreSQL, and a Redis that may be well, be silent or be gone. */
class StandingsTest {
  /**
   * A revocation is in force within a second, and what it takes a busy machine to show it. Without
   * the mechanism it would take the five minutes for which a login session is remembered.
   */
  private static final Duration SECOND = Duration.ofSeconds(3);

  /** For what the machine may take its time. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static TestPostgres postgres;
  private static TestRedis redis;
  private static Vertx vertx;
  private static Database database;
  private static UUID organization;
  private static UUID application;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    redis = new TestRedis();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 8);
    organization = Ids.next();
    database
        .working()
        .query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
    application = application();
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
    postgres.close();
  }

  @Test
  void a_revocation_is_heard_by_another_node_within_a_second() {
    revokedWithinASecond(redis.url(), () -> {});
  }

  @Test
  void a_revocation_is_heard_within_a_second_when_redis_looks_well_and_carries_nothing() {
    try (var proxy = new FaultProxy(redis.port())) {
      revokedWithinASecond("redis://127.0.0.1:" + proxy.port(), proxy::stall);
    }
  }

  @Test
  void a_revocation_is_heard_within_a_second_when_redis_is_gone() {
    try (var proxy = new FaultProxy(redis.port())) {
      revokedWithinASecond("redis://127.0.0.1:" + proxy.port(), proxy::partition);
    }
  }

  /** What another node had read before the revocation must not come back out of Redis. */
  @Test
  void what_redis_still_holds_of_before_is_not_believed_by_a_node_that_starts_afterwards() {
    var id = loginSession(user());
    try (var one = new TestNode(redis.url())) {
      assertThat(one.standings.ofLoginSession(id)).isPresent();
      revoke(id);
    }
    try (var fresh = new TestNode(redis.url())) {
      Eventually.within(SOON, fresh.changes::isCurrent);
      assertThat(fresh.cache.get(id)).as("Redis was told nothing").isPresent();
      assertThat(fresh.standings.ofLoginSession(id)).isEmpty();
    }
  }

  @Test
  void what_a_node_remembers_costs_no_round_trip_and_lasts_no_longer_than_somebody_vouches() {
    var id = loginSession(user());
    try (var node = new TestNode(redis.url())) {
      assertThat(node.standings.ofLoginSession(id)).isPresent();
      Eventually.within(SOON, node.changes::isCurrent);
      // Straight in the table, so that nobody is told: only a question to PostgreSQL would show it.
      database
          .working()
          .query("update platform.login_sessions set revoked_at = now() where id = $1", id);
      assertThat(node.standings.ofLoginSession(id)).as("not asked").isPresent();
      node.changes.stop(new ShutdownEvent());
      Eventually.within(Duration.ofSeconds(2), () -> node.standings.ofLoginSession(id).isEmpty());
    }
  }

  @Test
  void who_is_deactivated_or_whose_application_is_has_no_standing() {
    // One of its own, for a change of an application concerns all of its users for a while.
    var closing = application();
    var user = user(closing);
    var id = loginSession(closing, user);
    try (var node = new TestNode(redis.url())) {
      assertThat(node.standings.ofLoginSession(id)).isPresent();
      change("update platform.app_users set is_active = false where id = $1", user);
      Eventually.within(SECOND, () -> node.standings.ofLoginSession(id).isEmpty());
      assertThat(node.standings.ofUser(closing, "user-" + user)).isEmpty();
      change("update platform.app_users set is_active = true where id = $1", user);
      Eventually.within(SECOND, () -> node.standings.ofLoginSession(id).isPresent());
      change("update platform.applications set is_active = false where id = $1", closing);
      Eventually.within(SECOND, () -> node.standings.ofLoginSession(id).isEmpty());
    }
  }

  @Test
  void a_key_that_does_not_exist_is_asked_for_no_more_until_somebodys_rights_change()
      throws SQLException {
    var user = user();
    var key = "sx_made_up";
    try (var node = new TestNode(redis.url())) {
      assertThat(node.standings.ofApiKey(key)).isEmpty();
      // Straight in the table, so that nobody is told: only a question to PostgreSQL would show it.
      apiKey(user, key);
      assertThat(node.standings.ofApiKey(key)).as("not asked").isEmpty();
      change("update platform.app_users set is_active = true where id = $1", user);
      Eventually.within(SECOND, () -> node.standings.ofApiKey(key).isPresent());
    }
  }

  @Test
  void a_key_that_does_not_exist_is_asked_for_again_after_seconds() throws SQLException {
    var user = user();
    var key = "sx_made_up_too";
    try (var node = new TestNode(redis.url())) {
      assertThat(node.standings.ofApiKey(key)).isEmpty();
      apiKey(user, key);
      Eventually.within(Duration.ofSeconds(6), () -> node.standings.ofApiKey(key).isPresent());
    }
  }

  @Test
  void whoever_is_connected_is_told_apart_in_few_statements() {
    var user = user();
    var good = loginSession(user);
    var bad = loginSession(user);
    try (var node = new TestNode(redis.url())) {
      var stays = node.standings.ofLoginSession(good).orElseThrow().caller();
      var leaves = node.standings.ofLoginSession(bad).orElseThrow().caller();
      var byToken = byToken(node, user, Instant.now());
      revoke(bad);
      assertThat(node.revocations.today(List.of(stays, leaves, byToken)))
          .isEqualTo(Map.of(stays, stays, byToken, byToken));
      change("update platform.app_users set is_active = false where id = $1", user);
      assertThat(node.revocations.today(List.of(stays, leaves, byToken))).isEmpty();
    }
  }

  @Test
  void whoever_has_another_role_today_stays_with_the_rights_of_that() {
    var user = user();
    var id = loginSession(user);
    try (var node = new TestNode(redis.url())) {
      var then = node.standings.ofLoginSession(id).orElseThrow().caller().from("192.0.2.1");
      change("update platform.app_users set role = 'limited' where id = $1", user);
      var now = node.revocations.today(List.of(then)).get(then);
      assertThat(now).isEqualTo(then.as(Role.APP_LIMITED, Role.APP_LIMITED.permissions()));
      assertThat(node.revocations.without(Permission.CHAT_READ, List.of(then))).isEmpty();
      assertThat(node.revocations.without(Permission.CHAT_WRITE, List.of(then)))
          .containsExactly(then);
    }
  }

  @Test
  void a_token_counts_by_when_it_was_signed_and_not_by_when_it_is_asked_for() {
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
  void a_node_knows_whose_rights_have_changed_of_late() {
    var user = user();
    var id = loginSession(user);
    try (var node = new TestNode(redis.url())) {
      var caller = node.standings.ofLoginSession(id).orElseThrow().caller();
      var other = node.standings.ofLoginSession(loginSession(user())).orElseThrow().caller();
      assertThat(node.revocations.hasChangedLately(caller)).isFalse();
      revoke(id);
      Eventually.within(SOON, () -> node.revocations.hasChangedLately(caller));
      assertThat(node.revocations.hasChangedLately(other)).isFalse();
    }
  }

  @Test
  void a_change_is_told_until_it_was_understood_and_to_everybody() {
    var id = loginSession(user());
    try (var network = new FaultProxy(postgres.port());
        var theirs = postgres.open(vertx, 4, network.port());
        var node = new TestNode(redis.url(), theirs)) {
      var refused = ConcurrentHashMap.<UUID>newKeySet();
      var failures = new AtomicInteger();
      var caller = node.standings.ofLoginSession(id).orElseThrow().caller();
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
    return node.standings
        .ofUser(application, "user-" + user)
        .orElseThrow()
        .caller()
        .signed(signedAt);
  }

  @Test
  void the_login_sessions_seen_last_are_warm_after_a_start() {
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
      node.standings.warm();
      assertThat(node.cache.get(newest)).isPresent();
      assertThat(node.cache.get(forgotten)).as("a thousand others were seen later").isEmpty();
      assertThat(older.stream().filter(id -> node.cache.get(id).isPresent()).count())
          .isEqualTo(999);
      assertThat(node.standings.seenRecently()).isEqualTo(1_000);
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
      assertThat(here.standings.ofLoginSession(id)).isPresent();
      assertThat(there.standings.ofLoginSession(id)).isPresent();
      Eventually.within(SOON, () -> here.changes.isCurrent() && there.changes.isCurrent());
      trouble.run();
      revoke(id);
      here.changes.announce(List.of(id));
      Eventually.within(SECOND, () -> here.standings.ofLoginSession(id).isEmpty());
      Eventually.within(SECOND, () -> there.standings.ofLoginSession(id).isEmpty());
      Eventually.within(SECOND, () -> there.heard.contains(id));
    }
  }

  private static void revoke(UUID loginSession) {
    change("update platform.login_sessions set revoked_at = now() where id = $1", loginSession);
  }

  private static void change(String sql, UUID subject) {
    database.asWorker(tx -> {
      tx.query(sql, subject);
      StandingChanges.record(tx, organization, List.of(subject));
      return true;
    });
  }

  private static UUID application() {
    var id = Ids.next();
    database
        .working()
        .query(
            """
            insert into platform.applications (id, organization_id, name, publishable_key)
            values ($1, $2, $3, $3)
            """,
            id,
            organization,
            "pk_" + id);
    return id;
  }

  private static UUID user() {
    return user(application);
  }

  private static UUID user(UUID application) {
    var id = Ids.next();
    database
        .working()
        .query(
            """
            insert into platform.app_users
              (id, organization_id, application_id, external_id, display_name)
            values ($1, $2, $3, $4, 'Ann')
            """,
            id,
            organization,
            application,
            "user-" + id);
    return id;
  }

  private static void apiKey(UUID user, String key) throws SQLException {
    try (var superuser = postgres.superuser();
        var insert =
            superuser.prepareStatement(
                """
                insert into platform.api_keys
                  (organization_id, application_id, app_user_id, name, prefix, hash, scopes)
                values (?, ?, ?, 'k', 'sx_', ?, '{}')
                """)) {
      insert.setObject(1, organization);
      insert.setObject(2, application);
      insert.setObject(3, user);
      insert.setBytes(4, Hashes.sha256(key));
      insert.executeUpdate();
    }
  }

  private static UUID loginSession(UUID user) {
    return loginSession(application, user);
  }

  private static UUID loginSession(UUID application, UUID user) {
    var id = Ids.next();
    database
        .working()
        .query(
            """
            insert into platform.login_sessions
              (id, organization_id, application_id, app_user_id, expires_at)
            values ($1, $2, $3, $4, now() + interval '1 day')
            """,
            id,
            organization,
            application,
            user);
    return id;
  }

  /** What of a node is concerned here. */
  private static final class TestNode implements AutoCloseable {
    final Redis connection;
    final StandingChanges changes;
    final LoginSessionCache cache;
    final Standings standings;
    final CallerRevocations revocations;
    final Set<UUID> heard = ConcurrentHashMap.newKeySet();

    TestNode(String redisUrl) {
      this(redisUrl, database);
    }

    TestNode(String redisUrl, Database database) {
      connection = Redis.open(redisUrl);
      var clock = InstantSource.system();
      changes = new StandingChanges(database, connection, clock);
      cache = new LoginSessionCache(connection);
      standings = new Standings(database, changes, cache, clock);
      revocations = new CallerRevocations(database, changes);
      changes.listen(heard::addAll);
      changes.start(new StartupEvent());
      Eventually.within(Duration.ofSeconds(5), connection::isBusUp);
    }

    @Override
    public void close() {
      changes.stop(new ShutdownEvent());
      connection.close();
    }
  }
}
