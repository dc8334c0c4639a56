package io.sardonyx.identity.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.observe.ActiveSessions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Says who may call. Asks what this process remembers, then (for login sessions) Redis, then
 * PostgreSQL; the first costs no round trip. What is remembered counts only as long as {@link
 * PrincipalChanges} vouches for it.
 */
@Singleton
public class PrincipalCache implements ActiveSessions {
  private static final int REMEMBERED = 20_000;
  private static final int WARMED = 1_000;

  /** Keys that were asked for and do not exist: who tries one again and again costs no more. */
  private static final int UNKNOWN = 10_000;

  /** A change of anybody's rights ends it at once; this is for one that goes unnoticed. */
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(3);

  /**
   * How old something may be that nobody vouches for, because PostgreSQL does not answer in time.
   */
  private static final Duration UNVOUCHED = Duration.ofMillis(400);

  private static final Logger LOG = Logger.getLogger(PrincipalCache.class);

  private final Database database;
  private final PrincipalChanges changes;
  private final LoginSessionCache redis;
  private final InstantSource clock;
  private final Cache<Object, CachedPrincipal> near =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(REMEMBERED)
          .expireAfterWrite(LoginSessionCache.TTL)
          .build();

  private final Cache<Object, Boolean> unknown =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(UNKNOWN)
          .expireAfterWrite(UNKNOWN_FOR)
          .build();

  PrincipalCache(
      Database database, PrincipalChanges changes, LoginSessionCache redis, InstantSource clock) {
    this.database = database;
    this.changes = changes;
    this.redis = redis;
    this.clock = clock;
    changes.listen(subjects -> unknown.invalidateAll());
  }

  /**
   * Those that the near cache has: they were used within minutes, or are the newest at the start.
   */
  @Override
  public long seenRecently() {
    return near.asMap().values().stream()
        .filter(remembered -> remembered.principal().login() != null)
        .count();
  }

  public Optional<Principal> ofLoginSession(UUID id) {
    var remembered = get(id);
    if (remembered.isPresent()) {
      return remembered;
    }
    var cached =
        changes.isCurrent() ? redis.get(id).filter(this::isTrue) : Optional.<Principal>empty();
    if (cached.isPresent()) {
      put(id, cached.get());
      return cached;
    }
    var read = read(id, () -> PrincipalStore.ofLoginSession(database.working(), id));
    read.ifPresent(principal -> redis.put(id, principal));
    return read;
  }

  public Optional<Principal> ofUser(UUID applicationId, String externalId) {
    return getOr(
        new UserKey(applicationId, externalId),
        () -> PrincipalStore.ofUser(database.working(), applicationId, externalId));
  }

  /**
   * @param key the whole key, which is neither kept nor compared: its hash is
   */
  public Optional<Principal> ofApiKey(String key) {
    var hash = Hashes.sha256(key);
    var known = new KeyHash(Hashes.hex(hash));
    if (unknown.getIfPresent(known) != null) {
      return Optional.empty();
    }
    var found = getOr(known, () -> PrincipalStore.ofApiKey(database.working(), hash));
    if (found.isEmpty()) {
      unknown.put(known, true);
    }
    return found;
  }

  /** The principal of an app user as a transaction sees it. */
  public static Optional<Principal> read(Statements tx, UUID appUserId) {
    return PrincipalStore.ofUser(tx, appUserId);
  }

  /** The principal of a login session as a transaction sees it. */
  public static Optional<Principal> readLoginSession(Statements tx, UUID loginSessionId) {
    return PrincipalStore.ofLoginSession(tx, loginSessionId);
  }

  /** What was found out by other means than asking here. */
  public void update(UUID loginSessionId, Principal principal) {
    put(loginSessionId, principal);
    redis.put(loginSessionId, principal);
  }

  /** After a start, so that the people who were here last do not all ask PostgreSQL at once. */
  void warm(@Observes StartupEvent event) {
    Thread.ofVirtual().name("warm-login-sessions").start(this::warm);
  }

  void warm() {
    try {
      var newest = PrincipalStore.ofNewestLoginSessions(database.working(), WARMED);
      for (var principal : newest) {
        if (principal.login() != null) {
          update(principal.login().id(), principal);
        }
      }
      LOG.infof("%d login sessions are warm.", newest.size());
    } catch (DatabaseUnavailable e) {
      LOG.debug("Nothing was warmed: the database is not available.");
    }
  }

  private Optional<Principal> getOr(Object key, Supplier<Optional<Principal>> load) {
    var remembered = get(key);
    return remembered.isPresent() ? remembered : read(key, load);
  }

  private Optional<Principal> get(Object key) {
    var entry = near.getIfPresent(key);
    return entry != null && isTrue(entry) ? Optional.of(entry.principal()) : Optional.empty();
  }

  private boolean isTrue(CachedPrincipal entry) {
    var age = Duration.ofNanos(System.nanoTime() - entry.nanos());
    return (changes.isCurrent() || age.compareTo(UNVOUCHED) < 0) && isTrue(entry.principal());
  }

  private boolean isTrue(Principal principal) {
    return changes.nothingChanged(principal.subjects(), principal.readAt())
        && !principal.isExpiredAt(clock.instant());
  }

  private Optional<Principal> read(Object key, Supplier<Optional<Principal>> load) {
    var read = load.get();
    read.ifPresentOrElse(principal -> put(key, principal), () -> near.invalidate(key));
    return read;
  }

  private void put(Object key, Principal principal) {
    near.put(key, new CachedPrincipal(principal, System.nanoTime()));
  }

  private record UserKey(UUID applicationId, String externalId) {}

  private record KeyHash(String hex) {}

  private record CachedPrincipal(Principal principal, long nanos) {}
}
