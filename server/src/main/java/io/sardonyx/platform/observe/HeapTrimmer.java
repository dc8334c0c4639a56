package io.sardonyx.platform.observe;

import com.sun.management.OperatingSystemMXBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.threads.RepeatingTask;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives memory back after busy times. The collector does so only with a full collection, which it
 * makes when memory runs out and not when there is nothing else to do; then it is made here.
 */
@Singleton
final class HeapTrimmer {
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Logger LOG = Logger.getLogger(HeapTrimmer.class);

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private volatile @Nullable RepeatingTask watch;
  private final HeapTrimPolicy policy = new HeapTrimPolicy(heap(), System.nanoTime());

  void start(@Observes StartupEvent event) {
    watch = RepeatingTask.start("heap-trimmer", this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = watch;
    if (running != null) {
      running.close();
    }
  }

  private void watch() throws InterruptedException {
    long before = machine.getProcessCpuTime();
    Thread.sleep(PERIOD);
    double busy = (machine.getProcessCpuTime() - before) / (double) PERIOD.toNanos();
    if (policy.isWorthwhile(busy, heap(), System.nanoTime())) {
      giveBack();
    }
  }

  private void giveBack() {
    long before = heap();
    System.gc();
    long after = heap();
    policy.collected(before, after, System.nanoTime());
    LOG.debugf("The heap shrank from %d MB to %d MB.", before >> 20, after >> 20);
  }

  /** What the heap takes of the machine, used or not. */
  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
