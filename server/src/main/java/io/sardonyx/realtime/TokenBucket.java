package io.sardonyx.realtime;

/** So many a second in the long run, twice as many at once. For one thread. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private double tokens;
  private long filledAt;

  TokenBucket(int perSecond, long now) {
    this.perSecond = perSecond;
    this.tokens = 2.0 * perSecond;
    this.filledAt = now;
  }

  /**
   * @param now {@link System#nanoTime}
   */
  boolean take(long now) {
    tokens = Math.min(2 * perSecond, tokens + (now - filledAt) / NANOS * perSecond);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
