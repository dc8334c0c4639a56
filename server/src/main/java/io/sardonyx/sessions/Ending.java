package io.sardonyx.sessions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an answer ended.
 *
 * @param error a sentence for the reader
 * @param promptTokenCount what the model read, as its provider counts
 */
public record Ending(
    Status status,
    String content,
    @Nullable String error,
    @Nullable String model,
    @Nullable Integer tokenCount,
    @Nullable Integer promptTokenCount) {

  /** The final states of an answer. */
  public enum Status {
    COMPLETE,
    /** A person stopped it. */
    STOPPED,
    /** It was cut off; the text so far is kept. */
    INTERRUPTED,
    /** There is no text. */
    FAILED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
