package io.sardonyx.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How much slower everything is than on a machine of one's own. A thread works for a moment, again
 * and again, and sees how much longer that took than the processor time it was given: what is late
 * only because others had the processors must not count as slow, and what waits for nothing must.
 */
final class Load implements AutoCloseable {
  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long PAUSE_MILLIS = 90;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Thread thread = Thread.ofPlatform().daemon().name("load").unstarted(this::measure);
  private Mark sum = new Mark(0, 0);
  private long workingSince;

  /**
   * Both in nanoseconds, since the beginning.
   *
   * @param took how long the work took
   * @param worked how much there was
   */
  record Mark(long took, long worked) {}

  static Load measured() {
    var load = new Load();
    load.thread.start();
    return load;
  }

  synchronized Mark now() {
    // Work that is not finished counts too: on a machine that stands still it never is.
    long unfinished = workingSince == 0 ? 0 : System.nanoTime() - workingSince;
    return new Mark(sum.took + Math.max(0, unfinished - WORK_NANOS), sum.worked);
  }

  /** What was left of a time that has passed since then, had the machine been ours alone. */
  Duration ofOurOwn(Duration time, Mark since) {
    var now = now();
    double worked = now.worked - since.worked + (double) WORK_NANOS;
    double took = now.took - since.took + (double) WORK_NANOS;
    return Duration.ofNanos((long) (time.toNanos() * Math.min(1, worked / took)));
  }

  private void measure() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PAUSE_MILLIS);
        work();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    long begin = System.nanoTime();
    synchronized (this) {
      workingSince = begin;
    }
    long before = THREADS.getCurrentThreadCpuTime();
    long worked = 0;
    while (worked < WORK_NANOS) {
      worked = THREADS.getCurrentThreadCpuTime() - before;
    }
    synchronized (this) {
      workingSince = 0;
      sum = new Mark(sum.took + System.nanoTime() - begin, sum.worked + worked);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
