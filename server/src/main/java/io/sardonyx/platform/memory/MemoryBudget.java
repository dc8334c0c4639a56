package io.sardonyx.platform.memory;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The heap that requests in flight may hold together: prompts, answers, buffered bodies and what is
 * parsed from them. Bytes are reserved before they are used; whoever gets none is refused, because
 * a full heap stops every tenant.
 *
 * <p>An owner may hold as much as is still free (the dynamic threshold of Choudhury and Hahne for
 * shared buffers). So one alone gets half of the budget, two get a third each, and there is always
 * something left for the next.
 */
@Singleton
public class MemoryBudget {
  /** The rest of the heap is for caches, connections and garbage. */
  private static final double PART_OF_HEAP = 0.4;

  private final long total;
  private final LongAdder refusals = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock
  private final Map<Object, Long> owners = new HashMap<>();
  private long held;

  @Inject
  MemoryBudget(MeterRegistry metrics) {
    this((long) (Runtime.getRuntime().maxMemory() * PART_OF_HEAP));
    Gauge.builder("memory_budget_bytes", this, budget -> budget.total)
        .description("Bytes that requests in flight may hold together.")
        .register(metrics);
    Gauge.builder("memory_budget_reserved_bytes", this, MemoryBudget::held)
        .description("Bytes of the memory budget that are reserved.")
        .register(metrics);
    FunctionCounter.builder("memory_budget_refusals", refusals, LongAdder::sum)
        .description("Reservations that were refused because the memory budget was used up.")
        .register(metrics);
  }

  public MemoryBudget(long total) {
    this.total = total;
  }

  /** Of an organization; nothing is reserved yet. To be closed. */
  public MemoryReservation open(UUID organizationId) {
    return new MemoryReservation(this, organizationId);
  }

  /** Of the network of a client whose organization is not known yet. To be closed. */
  public MemoryReservation open(String network) {
    return new MemoryReservation(this, network);
  }

  /** Of all owners, in bytes. */
  public long held() {
    return locked(() -> held);
  }

  /**
   * @throws Problem if the owner would hold more than what is free, and nothing was taken
   */
  void take(Object owner, long bytes) {
    boolean isTaken =
        locked(() -> {
          long owned = owners.getOrDefault(owner, 0L) + bytes;
          if (owned > total - held - bytes) {
            return false;
          }
          owners.put(owner, owned);
          held += bytes;
          return true;
        });
    if (!isTaken) {
      refusals.increment();
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "out_of_memory",
          "What you are doing at the moment takes more memory than the server has left for you."
              + " Wait until some of it is done.");
    }
  }

  void giveBack(Object owner, long bytes) {
    var unused =
        locked(() -> {
          held -= bytes;
          return owners.computeIfPresent(
              owner, (key, owned) -> owned == bytes ? null : owned - bytes);
        });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
