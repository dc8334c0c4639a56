package io.sardonyx.identity.authentication;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.threads.RepeatingTask;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When login sessions and API keys were last used, and when app users last came with a new token.
 * Collected here and written once a minute, all in one statement: a request costs a map entry.
 */
@Singleton
public class ActivityRecorder {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** What does not fit waits for the next minute in which it is seen. */
  private static final int MAX_COLLECTED = 100_000;

  private static final Logger LOG = Logger.getLogger(ActivityRecorder.class);

  private final Database database;
  private final InstantSource clock;
  private final Map<UUID, Instant> loginSessions = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> apiKeys = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> users = new ConcurrentHashMap<>();
  private volatile @Nullable RepeatingTask writer;

  public ActivityRecorder(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public void record(Principal principal) {
    var login = principal.login();
    var key = principal.key();
    if (login != null) {
      record(loginSessions, login.id());
    } else if (key != null) {
      record(apiKeys, key.id());
    }
  }

  /** For whom an application's backend has signed a new token: that is how they sign in. */
  public void recordLogin(UUID appUserId) {
    record(users, appUserId);
  }

  void start(@Observes StartupEvent event) {
    writer = RepeatingTask.start("last-seen", this::write);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = writer;
    if (running != null) {
      running.close();
    }
    writeOnce();
  }

  private void write() throws InterruptedException {
    Thread.sleep(PERIOD);
    writeOnce();
  }

  void writeOnce() {
    try {
      write(
          loginSessions,
          """
          update platform.login_sessions s set last_seen_at = greatest(s.last_seen_at, seen.at)
          from unnest($1::uuid[], $2::timestamptz[]) seen (id, at) where s.id = seen.id
          """);
      write(
          apiKeys,
          """
          update platform.api_keys k set last_used_at = greatest(k.last_used_at, seen.at)
          from unnest($1::uuid[], $2::timestamptz[]) seen (id, at) where k.id = seen.id
          """);
      write(
          users,
          """
          update platform.app_users u set last_login_at = greatest(u.last_login_at, seen.at)
          from unnest($1::uuid[], $2::timestamptz[]) seen (id, at) where u.id = seen.id
          """);
    } catch (DatabaseUnavailable | PgException e) {
      LOG.debugf("Not written when login sessions were last seen: %s", e.getMessage());
    }
  }

  private void write(Map<UUID, Instant> collected, String sql) {
    var seen = Map.copyOf(collected);
    if (seen.isEmpty()) {
      return;
    }
    // Sorted, so that two nodes do not lock the same rows in opposite orders.
    var ids = seen.keySet().stream().sorted().toArray(UUID[]::new);
    var times = new OffsetDateTime[ids.length];
    for (int i = 0; i < ids.length; i++) {
      times[i] = seen.getOrDefault(ids[i], Instant.EPOCH).atOffset(ZoneOffset.UTC);
    }
    Statements statements = database.working();
    statements.query(sql, ids, times);
    seen.forEach(collected::remove);
  }

  private void record(Map<UUID, Instant> collected, UUID id) {
    if (collected.size() < MAX_COLLECTED) {
      collected.put(id, clock.instant());
    }
  }
}
