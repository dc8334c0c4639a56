package io.sardonyx.platform.jobs;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs something for a limited time. */
final class TimeLimit {
  private TimeLimit() {}

  /**
   * @throws IllegalStateException when it took longer; it was interrupted, and whether it heeds
   *     that or not, nobody waits for it
   */
  static void run(String name, Duration limit, Runnable work) {
    var running = new FutureTask<Void>(work, null);
    Thread.ofVirtual().name(name).start(running);
    try {
      running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      running.cancel(true);
      throw new IllegalStateException("%s ran for more than %s".formatted(name, limit), late);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was interrupted", e);
    }
  }
}
