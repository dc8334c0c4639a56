package io.sardonyx.platform.observe;

import com.sun.management.OperatingSystemMXBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives memory back after busy times. The collector does so only with a full collection, which it
 * makes when memory runs out and not when there is nothing else to do; then it is made here: when
 * the heap has grown, and now and then while it is larger than at the start, because what filled it
 * may be gone since.
 */
@Singleton
final class SpareMemory {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  /** Of one processor: nobody waits for what a collection takes. */
  private static final double QUIET = 0.1;

  /** The heap grows by so much before it is worth the while. */
  private static final long WORTH = 32L << 20;

  /** Until what filled the heap is looked for again; each time it is still there, twice as long. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(20);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final Logger LOG = Logger.getLogger(SpareMemory.class);

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private volatile @Nullable Thread watch;
  private final long atStart = heap();
  private long settled;
  private Duration wait = FIRST_WAIT;
  private long next = System.nanoTime();

  void start(@Observes StartupEvent event) {
    watch = Thread.ofVirtual().name("spare-memory").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = watch;
    if (running != null) {
      running.interrupt();
    }
  }

  private void watch() {
    try {
      while (true) {
        long before = machine.getProcessCpuTime();
        Thread.sleep(PERIOD);
        double busy = (machine.getProcessCpuTime() - before) / (double) PERIOD.toNanos();
        if (busy < QUIET && isWorthwhile()) {
          giveBack();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWorthwhile() {
    long heap = heap();
    return heap > settled + WORTH || heap > atStart + WORTH && System.nanoTime() - next > 0;
  }

  private void giveBack() {
    long before = heap();
    System.gc();
    settled = heap();
    wait = settled + WORTH < before ? FIRST_WAIT : longer();
    next = System.nanoTime() + wait.toNanos();
    LOG.debugf("The heap shrank from %d MB to %d MB.", before >> 20, settled >> 20);
  }

  private Duration longer() {
    var twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
  }

  /** What the heap takes of the machine, used or not. */
  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
