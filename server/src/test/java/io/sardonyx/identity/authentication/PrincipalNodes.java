package io.sardonyx.identity.authentication;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.TestPostgres;
import io.sardonyx.testing.TestRedis;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What tests of principals need: two stores, somebody in them, and as much of a node as is
 * concerned.
 */
abstract class PrincipalNodes {
  /** For what the machine may take its time. */
  static final Duration SOON = Duration.ofSeconds(15);

  static TestPostgres postgres;
  static TestRedis redis;
  static Vertx vertx;
  static Database database;
  static UUID organization;
  static UUID application;

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

  static void revoke(UUID loginSession) {
    change("update platform.login_sessions set revoked_at = now() where id = $1", loginSession);
  }

  static void change(String sql, UUID subject) {
    database.asWorker(tx -> {
      tx.query(sql, subject);
      PrincipalChanges.record(tx, organization, List.of(subject));
      return true;
    });
  }

  static UUID application() {
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

  static UUID user() {
    return user(application);
  }

  static UUID user(UUID application) {
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

  static void apiKey(UUID user, String key) throws SQLException {
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

  static UUID loginSession(UUID user) {
    return loginSession(application, user);
  }

  static UUID loginSession(UUID application, UUID user) {
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
  static final class TestNode implements AutoCloseable {
    final Redis connection;
    final PrincipalChanges changes;
    final LoginSessionCache cache;
    final PrincipalCache principals;
    final CallerRevocations revocations;
    final Set<UUID> heard = ConcurrentHashMap.newKeySet();

    TestNode(String redisUrl) {
      this(redisUrl, database);
    }

    TestNode(String redisUrl, Database database) {
      connection = Redis.open(redisUrl);
      var clock = InstantSource.system();
      changes = new PrincipalChanges(database, connection, clock);
      cache = new LoginSessionCache(connection);
      principals = new PrincipalCache(database, changes, cache, clock);
      revocations = new CallerRevocations(database, changes);
      changes.listen(heard::addAll);
      changes.start(new StartupEvent());
      Eventually.within(Duration.ofSeconds(15), connection::isBusUp);
    }

    @Override
    public void close() {
      changes.stop(new ShutdownEvent());
      connection.close();
    }
  }
}
