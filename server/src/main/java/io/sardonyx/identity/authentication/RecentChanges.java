package io.sardonyx.identity.authentication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a node knows of, and how lately it has asked. All times are the database's, so
 * that nodes whose clocks differ agree.
 */
final class RecentChanges {
  private final InstantSource clock;

  /**
   * A change carries the time at which it was written down, and becomes visible when it is
   * committed. No statement of ours takes longer than this, so whatever was read in between may be
   * from before the change.
   */
  static final Duration COMMIT_TAKES_AT_MOST = Duration.ofSeconds(30);

  /** Above the age of anything that is trusted. */
  static final Duration REMEMBERED = LoginSessionCache.TTL.plus(COMMIT_TAKES_AT_MOST);

  private static final int MAX_REMEMBERED = 100_000;

  private final Map<UUID, Instant> changes = new ConcurrentHashMap<>();
  private volatile @Nullable Poll asked;

  /** More has changed than can be remembered: what was read before is not to be trusted. */
  private volatile Instant nothingBefore = Instant.MIN;

  RecentChanges(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param nanos {@link System#nanoTime} when the question was sent
   */
  private record Poll(Instant databaseTime, long nanos) {}

  /** From when on to ask for changes; null the first time. */
  @Nullable Instant readFrom() {
    var last = asked;
    return last == null ? null : last.databaseTime().minus(COMMIT_TAKES_AT_MOST);
  }

  /**
   * @return the subjects whose change was not known
   */
  Set<UUID> read(PrincipalChangeStore.ChangePage answer, long askedAtNanos) {
    var news = record(answer.changes());
    asked = new Poll(answer.databaseTime(), askedAtNanos);
    deleteBefore(answer.databaseTime().minus(REMEMBERED));
    return news;
  }

  Set<UUID> record(Collection<PrincipalChange> noted) {
    var news = new HashSet<UUID>();
    for (var change : noted) {
      var before = changes.get(change.subject());
      if (before == null || before.isBefore(change.at())) {
        changes.merge(change.subject(), change.at(), (a, b) -> a.isAfter(b) ? a : b);
        news.add(change.subject());
      }
    }
    if (changes.size() > MAX_REMEMBERED) {
      nothingBefore = databaseTime();
      changes.clear();
    }
    return news;
  }

  boolean noneSince(Set<UUID> subjects, Instant readAt) {
    var surelySeen = readAt.minus(COMMIT_TAKES_AT_MOST);
    if (surelySeen.isBefore(nothingBefore)) {
      return false;
    }
    for (var subject : subjects) {
      var changed = changes.get(subject);
      if (changed != null && !changed.isBefore(surelySeen)) {
        return false;
      }
    }
    return true;
  }

  /** Whether any of these has changed as far back as anything is remembered. */
  boolean hasChange(Set<UUID> subjects) {
    return nothingBefore.isAfter(databaseTime().minus(REMEMBERED))
        || subjects.stream().anyMatch(changes::containsKey);
  }

  /** Since the last question that was answered was sent. */
  Duration age() {
    var last = asked;
    return last == null ? Duration.ofDays(1) : Duration.ofNanos(System.nanoTime() - last.nanos());
  }

  /** The database's clock, as far as it can be told from here. */
  Instant databaseTime() {
    var last = asked;
    return last == null
        ? clock.instant()
        : last.databaseTime().plusNanos(System.nanoTime() - last.nanos());
  }

  private void deleteBefore(Instant moment) {
    changes.values().removeIf(at -> at.isBefore(moment));
  }
}
