package io.sardonyx.platform.memory;

import io.sardonyx.platform.problem.Problem;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one request has reserved of a {@link MemoryBudget}. For any thread. It takes more than it
 * needs at once, so that an answer does not ask for each token.
 */
public final class MemoryReservation implements AutoCloseable {
  private static final long SMALLEST_STEP = 4 << 10;
  private static final long LARGEST_STEP = 256 << 10;

  private final MemoryBudget budget;
  private final Object owner;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock
  private long used;
  private long taken;
  private boolean closed;

  MemoryReservation(MemoryBudget budget, Object owner) {
    this.budget = budget;
    this.owner = owner;
  }

  /** For what is bounded otherwise. */
  public static MemoryReservation unlimited() {
    return new MemoryReservation(new MemoryBudget(Long.MAX_VALUE / 4), "");
  }

  /**
   * To be called before the bytes are used.
   *
   * @throws Problem if they may not be used; what was reserved before stays so
   */
  public void reserve(long bytes) {
    lock.lock();
    try {
      long missing = used + bytes - taken;
      if (missing > 0 && !closed) {
        long step = Math.clamp(taken, SMALLEST_STEP, LARGEST_STEP);
        budget.take(owner, Math.max(missing, step));
        taken += Math.max(missing, step);
      }
      used += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Of what was reserved, bytes that are not used any more. */
  public void release(long bytes) {
    lock.lock();
    try {
      used -= bytes;
      long spare = taken - used - LARGEST_STEP;
      if (spare > LARGEST_STEP && !closed) {
        budget.giveBack(owner, spare);
        taken -= spare;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        budget.giveBack(owner, taken);
      }
    } finally {
      lock.unlock();
    }
  }
}
