package io.sardonyx.assistants;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who listens to a model; can hang up at any moment, from any thread. */
final class Listener implements AutoCloseable {
  private final Consumer<String> ear;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean heardSomething;
  private volatile @Nullable Closeable connection;

  /**
   * @param ear called for each piece of text, on the thread that reads from the model
   */
  Listener(Consumer<String> ear) {
    this.ear = ear;
  }

  void hear(String text) {
    if (!text.isEmpty() && !closed.get()) {
      heardSomething = true;
      ear.accept(text);
    }
  }

  boolean heardSomething() {
    return heardSomething;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** What to cut when it hangs up; cut at once if it already has. */
  void connected(Closeable opened) {
    connection = opened;
    if (closed.get()) {
      cut(opened);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      var open = connection;
      if (open != null) {
        cut(open);
      }
    }
  }

  private static void cut(Closeable open) {
    try {
      open.close();
    } catch (IOException broken) {
      // It is gone, which is what was wanted.
    }
  }
}
