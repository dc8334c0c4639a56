package io.sardonyx.messages;

import io.sardonyx.usage.TokenUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an answer ended.
 *
 * @param content null to leave what the row has
 * @param error a sentence for the reader
 * @param usage what is noted as used; null where nothing was
 * @param promptTokenCount what the model read, as its provider counts
 */
public record AnswerResult(
    Status status,
    @Nullable String content,
    @Nullable String error,
    @Nullable String model,
    @Nullable Integer tokenCount,
    @Nullable Integer promptTokenCount,
    @Nullable TokenUsage usage) {

  /** With the text and the model that the row has. */
  static final AnswerResult AS_IT_STANDS =
      new AnswerResult(
          Status.INTERRUPTED,
          null,
          "The answer could not be kept whole: there was something in it that is no text.",
          null,
          null,
          null);

  /** Where no model of a provider was asked. */
  public AnswerResult(
      Status status,
      @Nullable String content,
      @Nullable String error,
      @Nullable String model,
      @Nullable Integer tokenCount,
      @Nullable Integer promptTokenCount) {
    this(status, content, error, model, tokenCount, promptTokenCount, null);
  }

  /** With what it cost; the counts that nobody gave are its. */
  public AnswerResult costing(@Nullable TokenUsage cost) {
    return cost == null
        ? this
        : new AnswerResult(
            status,
            content,
            error,
            model,
            tokenCount == null ? Integer.valueOf(cost.completionTokens()) : tokenCount,
            promptTokenCount == null ? Integer.valueOf(cost.promptTokens()) : promptTokenCount,
            cost);
  }

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
