package io.sardonyx.models;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who listens to a model; can hang up at any moment, from any thread. */
public final class ModelOutput implements AutoCloseable {
  private static final int REPLACEMENT = 0xFFFD;

  private final Consumer<String> ear;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean heardSomething;
  private Stage stage = Stage.SILENT;

  /** The first half of a character whose second one is in the next piece; empty without one. */
  private String half = "";

  private volatile @Nullable Closeable connection;

  private enum Stage {
    SILENT,
    THINKING,
    ANSWERING
  }

  /**
   * @param ear called for each piece of text, on the thread that reads from the model; an empty one
   *     says that the model is at work
   */
  public ModelOutput(Consumer<String> ear) {
    this.ear = ear;
  }

  /** Called by one thread, the one that reads from the model. */
  void hear(String said) {
    if (!said.isEmpty()) {
      pass(stage == Stage.THINKING ? Reasoning.END + said : said);
      stage = Stage.ANSWERING;
    }
  }

  /**
   * What the model thinks, where its provider tells that apart; by the same thread. Of what it
   * thinks in the middle of its answer nothing is kept: it only shows that more is to come.
   */
  void think(String thought) {
    if (stage == Stage.ANSWERING) {
      pass("");
    } else if (!thought.isEmpty()) {
      pass(stage == Stage.THINKING ? thought : Reasoning.BEGIN + thought);
      stage = Stage.THINKING;
    }
  }

  private void pass(String said) {
    var text = half + said;
    int end = text.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    half = text.substring(end);
    if ((end > 0 || said.isEmpty()) && !closed.get()) {
      heardSomething = true;
      ear.accept(storable(text.substring(0, end)));
    }
  }

  /** PostgreSQL keeps no U+0000, and UTF-8 has no half characters: a model may say either. */
  private static String storable(String text) {
    return text.codePoints().noneMatch(ModelOutput::isUnstorable)
        ? text
        : text.codePoints()
            .map(point -> isUnstorable(point) ? REPLACEMENT : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isUnstorable(int point) {
    return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  public boolean heardSomething() {
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
