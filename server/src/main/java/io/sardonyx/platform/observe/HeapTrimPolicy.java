package io.sardonyx.platform.observe;

import java.time.Duration;

/**
 * When a collection for the sake of the machine's memory is worth the while: when the heap has
 * grown, and now and then while it is larger than at the start, because what filled it may be gone
 * since. Bytes are what the heap takes of the machine; times are those of a clock that counts
 * nanoseconds.
 */
final class HeapTrimPolicy {
  /** Of one processor: nobody waits for what a collection takes. */
  static final double QUIET = 0.1;

  /** The heap grows by so much before it is worth the while. */
  static final long WORTH = 32L << 20;

  /** Until what filled the heap is looked for again; each time it is still there, twice as long. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(20);

  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final long atStart;
  private long settled;
  private Duration wait = FIRST_WAIT;
  private long next;

  HeapTrimPolicy(long heap, long now) {
    this.atStart = heap;
    this.next = now;
  }

  /**
   * @param busy how many processors the program has used of late
   */
  boolean isWorthwhile(double busy, long heap, long now) {
    return busy < QUIET && (heap > settled + WORTH || heap > atStart + WORTH && now - next > 0);
  }

  /** A collection made this of the heap. */
  void collected(long before, long after, long now) {
    settled = after;
    wait = settled + WORTH < before ? FIRST_WAIT : longer();
    next = now + wait.toNanos();
  }

  private Duration longer() {
    var twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
  }
}
