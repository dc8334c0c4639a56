package io.sardonyx.models;

import io.sardonyx.platform.memory.MemoryReservation;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the output of a model, reasoning and text, as one text that can be stored. Closing it, from
 * any thread, closes the connection to the model.
 */
public final class ModelOutput implements AutoCloseable {
  private static final int REPLACEMENT = 0xFFFD;

  private final Consumer<String> consumer;
  private final MemoryReservation memory;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean hasOutput;
  private Stage stage = Stage.EMPTY;

  /** The high surrogate of a character whose low one is in the next piece; empty without one. */
  private String pending = "";

  private volatile @Nullable Closeable connection;

  private enum Stage {
    EMPTY,
    REASONING,
    TEXT
  }

  /**
   * @param consumer called for each piece of text, on the thread that reads from the model; an
   *     empty piece says that the model is working
   */
  public ModelOutput(Consumer<String> consumer) {
    this(consumer, MemoryReservation.unlimited());
  }

  /**
   * @param memory what the client holds of a response is reserved there
   */
  public ModelOutput(Consumer<String> consumer, MemoryReservation memory) {
    this.consumer = consumer;
    this.memory = memory;
  }

  public MemoryReservation memory() {
    return memory;
  }

  /** A piece of the answer. Called by the one thread that reads from the model. */
  public void addText(String piece) {
    if (!piece.isEmpty()) {
      pass(stage == Stage.REASONING ? Reasoning.END_TAG + piece : piece);
      stage = Stage.TEXT;
    }
  }

  /**
   * A piece of the reasoning, where the provider separates it; by the same thread. Reasoning in the
   * middle of an answer is not kept: it only shows that the model is working.
   */
  public void addReasoning(String piece) {
    if (stage == Stage.TEXT) {
      pass("");
    } else if (!piece.isEmpty()) {
      pass(stage == Stage.REASONING ? piece : Reasoning.START_TAG + piece);
      stage = Stage.REASONING;
    }
  }

  /** The model is working and has nothing to say yet. By the same thread. */
  public void addSignOfLife() {
    if (!closed.get()) {
      consumer.accept("");
    }
  }

  private void pass(String piece) {
    var text = pending + piece;
    int end = text.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    pending = text.substring(end);
    if ((end > 0 || piece.isEmpty()) && !closed.get()) {
      hasOutput = true;
      consumer.accept(storable(text.substring(0, end)));
    }
  }

  /** PostgreSQL stores no U+0000, and UTF-8 has no lone surrogates; models return both. */
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

  public boolean hasOutput() {
    return hasOutput;
  }

  public boolean isClosed() {
    return closed.get();
  }

  /** What to close with it; closed at once if it already is. */
  public void setConnection(Closeable opened) {
    connection = opened;
    if (closed.get()) {
      close(opened);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      var open = connection;
      if (open != null) {
        close(open);
      }
    }
  }

  private static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException broken) {
      // It is closed all the same.
    }
  }
}
