package io.sardonyx.answers;

import io.sardonyx.models.ModelResponse;
import io.sardonyx.usage.TokenUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an answer ended. Made without text, model and usage where the reason becomes known, and
 * completed when the text is final.
 *
 * @param content null to leave what the target has stored
 * @param error a sentence for the reader
 * @param usage null where no provider was asked, or where it refused
 */
public record AnswerResult(
    Status status,
    @Nullable String content,
    @Nullable String error,
    @Nullable String model,
    @Nullable TokenUsage usage) {

  /** The final states of an answer. */
  public enum Status {
    COMPLETE,
    /** A person stopped it. */
    STOPPED,
    /** It was cut off; the text so far is kept. */
    INTERRUPTED,
    /** There is no text. */
    FAILED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  public static AnswerResult of(ModelResponse response) {
    return switch (response.end()) {
      case FINISHED -> of(Status.COMPLETE, null);
      case LENGTH_LIMIT ->
          of(
              Status.COMPLETE,
              "The model stopped at its maximum output length. Ask it to continue.");
      case DISCONNECTED -> interrupted("The connection to the model provider broke off.");
      case CANCELLED -> stopped();
    };
  }

  public static AnswerResult stopped() {
    return of(Status.STOPPED, null);
  }

  public static AnswerResult interrupted(String error) {
    return of(Status.INTERRUPTED, error);
  }

  private static AnswerResult of(Status status, @Nullable String error) {
    return new AnswerResult(status, null, error, null, null);
  }

  /** An interruption without any text is a failure. */
  public AnswerResult completed(String text, @Nullable String writer, @Nullable TokenUsage cost) {
    var empty = text.isEmpty() && status == Status.INTERRUPTED;
    return new AnswerResult(empty ? Status.FAILED : status, text, error, writer, cost);
  }
}
