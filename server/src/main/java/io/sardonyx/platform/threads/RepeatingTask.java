package io.sardonyx.platform.threads;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A thread that repeats a step until it is closed. Whatever a step throws, an {@link
 * OutOfMemoryError} included, is logged, and after a pause the step is repeated: nothing would
 * notice that the thread is gone, but all that relies on it.
 */
public final class RepeatingTask implements AutoCloseable {
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(RepeatingTask.class);

  private final String name;
  private final Step step;
  private final Duration pauseAfterFailure;
  private final Thread thread;
  private volatile boolean closed;

  /** Waits by itself for what it repeats; ends when it is interrupted. */
  public interface Step {
    void run() throws InterruptedException;
  }

  private RepeatingTask(
      Thread.Builder threads, String name, Duration pauseAfterFailure, Step step) {
    this.name = name;
    this.step = step;
    this.pauseAfterFailure = pauseAfterFailure;
    this.thread = threads.name(name).start(this::repeat);
  }

  public static RepeatingTask start(String name, Step step) {
    return new RepeatingTask(Thread.ofVirtual(), name, PAUSE_AFTER_FAILURE, step);
  }

  /** For what must not wait for virtual threads that occupy all processors. */
  public static RepeatingTask startPlatformThread(String name, Step step) {
    return new RepeatingTask(Thread.ofPlatform().daemon(), name, PAUSE_AFTER_FAILURE, step);
  }

  static RepeatingTask start(String name, Duration pauseAfterFailure, Step step) {
    return new RepeatingTask(Thread.ofVirtual(), name, pauseAfterFailure, step);
  }

  private void repeat() {
    while (!closed) {
      try {
        step.run();
      } catch (InterruptedException end) {
        return;
      } catch (Throwable failure) {
        if (closed || !report(failure)) {
          return;
        }
      }
    }
  }

  /** Returns false when it is to end. Without memory the report itself may fail. */
  private boolean report(Throwable failure) {
    try {
      Thread.sleep(pauseAfterFailure);
      LOG.errorf(failure, "%s failed and goes on", name);
      return true;
    } catch (InterruptedException end) {
      return false;
    } catch (Throwable unreported) {
      return true;
    }
  }

  /** Interrupts the step. Does not wait for its end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
