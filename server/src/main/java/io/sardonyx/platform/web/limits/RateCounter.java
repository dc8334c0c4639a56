package io.sardonyx.platform.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts requests in windows of a minute, in this process; what other nodes counted is added in the
 * background. A request costs a look-up in memory and no round trip.
 *
 * <p>The count slides: of the window before, as much counts as still lies within the last minute.
 * So nobody gets twice the limit by asking at the end of one window and the beginning of the next.
 */
final class RateCounter {
  /** Whoever came up with more names than this pushes the oldest out, and those begin anew. */
  private static final int MAX_SUBJECTS = 200_000;

  /** The part of the limit, one in so many, from which on other nodes are told. */
  private static final int WORTH_TELLING = 20;

  private static final Duration WINDOW = RateLimits.WINDOW;

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

  /** Whose requests are counted together. */
  record Subject(RateLimits.Kind kind, String who) {}

  /**
   * @param used in the last minute, this request among them when it is allowed
   * @param resetMillis until a request of those that count counts no longer
   */
  record Standing(boolean allowed, long used, long resetMillis) {}

  /** Counts a request, unless it is one too many. */
  Standing count(Subject subject, int limit) {
    long now = clock.millis();
    var counts = subjects.get(subject, name -> new Counts());
    return counts.count(now, limit);
  }

  /**
   * What was counted here since the last time, by subject; each is handed out once. Who is far from
   * the limit is not worth telling.
   *
   * @param window the number of the current window
   */
  Map<Subject, Long> news(long window) {
    var news = new HashMap<Subject, Long>();
    subjects
        .asMap()
        .forEach((subject, counts) -> {
          long own = counts.takeNews(window);
          if (own > 0) {
            news.put(subject, own);
          }
        });
    return news;
  }

  /** What all nodes together have counted in a window. */
  void learn(Subject subject, long window, long ofAll) {
    var counts = subjects.getIfPresent(subject);
    if (counts != null) {
      counts.learn(window, ofAll);
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
    private long told;
    private long elsewhere;
    private long limit;

    synchronized Standing count(long now, int allowed) {
      limit = allowed;
      long millis = WINDOW.toMillis();
      roll(now / millis);
      long into = now % millis;
      long still = (before * (millis - into) + millis - 1) / millis;
      long used = still + here + elsewhere;
      if (used >= limit) {
        return new Standing(false, used, untilOneLess(still, into, millis));
      }
      here++;
      return new Standing(true, used + 1, millis - into);
    }

    /** When enough of the window before has passed that one fewer of it counts. */
    private long untilOneLess(long still, long into, long millis) {
      return still == 0 ? millis - into : Math.max(1, millis / Math.max(1, before));
    }

    synchronized long takeNews(long current) {
      if (current != window || here * WORTH_TELLING < limit) {
        return 0;
      }
      long news = here - told;
      told = here;
      return news;
    }

    synchronized void learn(long of, long ofAll) {
      if (of == window) {
        elsewhere = Math.max(elsewhere, ofAll - told);
      }
    }

    private void roll(long current) {
      if (current == window) {
        return;
      }
      before = current == window + 1 ? here + elsewhere : 0;
      window = current;
      here = 0;
      told = 0;
      elsewhere = 0;
    }
  }
}
