package io.sardonyx.identity.authentication;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whose rights have changed, on any node. Whoever changes them calls {@link #record} last in the
 * same transaction and {@link #announce} after it.
 *
 * <p>Redis tells the other nodes in a moment; but it may be down, or look well and carry nothing.
 * So every node also asks PostgreSQL for what is new, every {@link #PERIOD}, and what it remembers
 * of anybody is good only while it has asked a moment ago: a revocation is in force everywhere
 * within a second whatever becomes of Redis.
 */
@Singleton
public class PrincipalChanges {
  static final Duration PERIOD = Duration.ofMillis(300);

  /** Below the second that a revocation may take, above a period with a slow answer. */
  static final Duration GOOD_FOR = Duration.ofMillis(700);

  private static final String CHANNEL = "sardonyx:principal";
  private static final Logger LOG = Logger.getLogger(PrincipalChanges.class);

  private final Database database;
  private final Redis redis;
  private final RecentChanges recent;
  private final List<PrincipalChangeListener> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable RepeatingTask reader;
  private volatile boolean failing;

  public PrincipalChanges(Database database, Redis redis, InstantSource clock) {
    this.database = database;
    this.redis = redis;
    this.recent = new RecentChanges(clock);
  }

  /** In the transaction that changes somebody's rights, as its last statement. */
  public static void record(Statements tx, UUID organizationId, Collection<UUID> subjects) {
    tx.query(
        """
        insert into platform.standing_changes (organization_id, subject_id)
        select $1, unnest($2::uuid[])
        """,
        organizationId,
        subjects.toArray(UUID[]::new));
  }

  /** After the commit: this node knows at once, the others as soon as Redis tells them. */
  public void announce(Collection<UUID> subjects) {
    var now = recent.databaseTime();
    var changes = subjects.stream().map(subject -> new PrincipalChange(subject, now)).toList();
    changes.forEach(change -> redis.publish(CHANNEL, change.toString()));
    record(changes);
  }

  /**
   * @param listener gets the login sessions, app users, API keys and applications whose rights have
   *     changed, on a thread that may block; perhaps more than once for one change, and again as
   *     soon as PostgreSQL answers when it throws
   */
  public void listen(Consumer<Set<UUID>> listener) {
    listeners.add(new PrincipalChangeListener(listener));
  }

  /**
   * Whether what was read of these at that moment, by the database's clock, is certainly still
   * true: no when it has changed, and no when this node cannot tell.
   */
  public boolean vouchesFor(Set<UUID> subjects, Instant readAt) {
    return isCurrent() && nothingChanged(subjects, readAt);
  }

  /** Whether any of these has changed in the last minutes. */
  boolean hasChange(Set<UUID> subjects) {
    return recent.hasChange(subjects);
  }

  /** Whether what was read of these at that moment, by the database's clock, is still true. */
  boolean nothingChanged(Set<UUID> subjects, Instant readAt) {
    return recent.noneSince(subjects, readAt);
  }

  /** Whether every change older than a second is known here. */
  boolean isCurrent() {
    return recent.age().compareTo(GOOD_FOR) < 0;
  }

  void start(@Observes StartupEvent event) {
    redis.subscribe(
        CHANNEL, message -> PrincipalChange.parse(message).ifPresent(c -> record(List.of(c))));
    reader = RepeatingTask.start("principal-changes", this::read);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = reader;
    if (running != null) {
      running.close();
    }
  }

  private void read() throws InterruptedException {
    readOnce();
    Thread.sleep(PERIOD);
  }

  void readOnce() {
    try {
      var asked = System.nanoTime();
      var answer = PrincipalChangeStore.since(database.working(), recent.readFrom());
      var news = recent.read(answer, asked);
      if (failing) {
        failing = false;
        LOG.info("Revocations are read again.");
      }
      listeners.forEach(PrincipalChangeListener::notifyAgain);
      tell(news);
    } catch (DatabaseUnavailable | PgException e) {
      if (!failing && !Thread.currentThread().isInterrupted()) {
        failing = true;
        LOG.warnf("Revocations cannot be read: every request asks the database. %s", e.getCause());
      }
    }
  }

  private void record(Collection<PrincipalChange> changes) {
    tell(recent.record(changes));
  }

  private void tell(Set<UUID> subjects) {
    if (!subjects.isEmpty()) {
      listeners.forEach(listener -> listener.tell(subjects));
    }
  }
}
