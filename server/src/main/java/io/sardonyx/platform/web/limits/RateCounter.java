package io.sardonyx.platform.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts requests in sliding windows of a minute in this process; the counts of other nodes are
 * added in the background. A request costs a look-up in memory and no round trip.
 *
 * <p>Of the window before, the part that lies within the last minute counts, so nobody gets twice
 * the limit at the boundary of two windows.
 */
final class RateCounter {
  /** Beyond this many subjects, those idle the longest are dropped and start from zero. */
  private static final int MAX_SUBJECTS = 200_000;

  /** Counts below this fraction of the limit, one in so many, are not published to other nodes. */
  private static final int PUBLISHED_FROM = 20;

  /** The minute of every limit. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Cache<Subject, Counts> subjects =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(MAX_SUBJECTS)
          .expireAfterAccess(WINDOW.multipliedBy(3))
          .build();

  RateCounter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whose requests are counted together.
   *
   * @param rateClass its name
   * @param who an address, a user or an API key
   */
  record Subject(String rateClass, String who) {}

  /**
   * @param used in the last minute, this request among them when it is allowed
   * @param resetMillis until a request of those that count counts no longer
   */
  record Usage(boolean allowed, long used, long resetMillis) {}

  /** Counts a request, unless it is one too many. */
  Usage count(Subject subject, int limit) {
    long now = clock.millis();
    var counts = subjects.get(subject, name -> new Counts());
    return counts.count(now, limit);
  }

  /**
   * Requests counted on this node since the last call, by subject; each is returned once. Subjects
   * far below their limit are left out.
   *
   * @param window the number of the current window
   */
  Map<Subject, Long> takeUnpublished(long window) {
    var unpublished = new HashMap<Subject, Long>();
    subjects
        .asMap()
        .forEach((subject, counts) -> {
          long own = counts.takeUnpublished(window);
          if (own > 0) {
            unpublished.put(subject, own);
          }
        });
    return unpublished;
  }

  /** Takes over the count of all nodes together in a window. */
  void putTotal(Subject subject, long window, long ofAll) {
    var counts = subjects.getIfPresent(subject);
    if (counts != null) {
      counts.putTotal(window, ofAll);
    }
  }

  long window() {
    return clock.millis() / WINDOW.toMillis();
  }

  /** Of one subject. Few requests of one subject are counted at the same moment. */
  private static final class Counts {
    private long window = -1;
    private long before;
    private long here;
    private long published;
    private long elsewhere;
    private long limit;

    synchronized Usage count(long now, int allowed) {
      limit = allowed;
      long millis = WINDOW.toMillis();
      roll(now / millis);
      long into = now % millis;
      long still = (before * (millis - into) + millis - 1) / millis;
      long used = still + here + elsewhere;
      if (used >= limit) {
        return new Usage(false, used, untilOneLess(still, into, millis));
      }
      here++;
      return new Usage(true, used + 1, millis - into);
    }

    /** When enough of the window before has passed that one fewer of it counts. */
    private long untilOneLess(long still, long into, long millis) {
      return still == 0 ? millis - into : Math.max(1, millis / Math.max(1, before));
    }

    synchronized long takeUnpublished(long current) {
      if (current != window || here * PUBLISHED_FROM < limit) {
        return 0;
      }
      long unpublished = here - published;
      published = here;
      return unpublished;
    }

    synchronized void putTotal(long of, long ofAll) {
      if (of == window) {
        elsewhere = Math.max(elsewhere, ofAll - published);
      }
    }

    private void roll(long current) {
      if (current == window) {
        return;
      }
      before = current == window + 1 ? here + elsewhere : 0;
      window = current;
      here = 0;
      published = 0;
      elsewhere = 0;
    }
  }
}
