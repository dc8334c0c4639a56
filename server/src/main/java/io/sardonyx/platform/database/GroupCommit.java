package io.sardonyx.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Writes that arrive while others are being committed form the next batch: one commit serves many,
 * and there is no timer, so a write that comes alone goes at once.
 */
public final class GroupCommit<T, R> {
  private final int inFlight;
  private final int most;
  private final Function<List<T>, List<R>> write;
  private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writers = new AtomicInteger();

  /**
   * @param inFlight how many batches may be on their way to the database at once
   * @param most how many writes a batch has at most
   * @param write commits a batch and answers each of its writes, in their order; it may block
   */
  public GroupCommit(int inFlight, int most, Function<List<T>, List<R>> write) {
    this.inFlight = inFlight;
    this.most = most;
    this.write = write;
  }

  /** Committed when it returns. Blocks; throws what {@code write} threw for the whole batch. */
  public R write(T item) {
    var waiting = new Waiting<T, R>(item, new CompletableFuture<>());
    queue.add(waiting);
    if (enter()) {
      Thread.startVirtualThread(this::writeAll);
    }
    try {
      return waiting.result().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** How many wait for a batch to go with. */
  int waiting() {
    return queue.size();
  }

  private boolean enter() {
    if (writers.incrementAndGet() <= inFlight) {
      return true;
    }
    writers.decrementAndGet();
    return false;
  }

  /** Looks once more after it has said that it leaves: who came meanwhile may have relied on it. */
  private void writeAll() {
    do {
      try {
        while (writeBatch()) {
          // Until nothing waits.
        }
      } finally {
        writers.decrementAndGet(); // After an Error too: nobody else would write.
      }
    } while (!queue.isEmpty() && enter());
  }

  /** Returns false if nothing waited. */
  private boolean writeBatch() {
    var batch = new ArrayList<Waiting<T, R>>();
    try {
      while (batch.size() < most) {
        var waiting = queue.poll();
        if (waiting == null) {
          break;
        }
        batch.add(waiting);
      }
      if (batch.isEmpty()) {
        return false;
      }
      var results = write.apply(batch.stream().map(Waiting::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result().complete(results.get(i));
      }
    } catch (Throwable failure) {
      batch.forEach(waiting -> waiting.result().completeExceptionally(failure));
    }
    return true;
  }

  private record Waiting<T, R>(T item, CompletableFuture<R> result) {}
}
