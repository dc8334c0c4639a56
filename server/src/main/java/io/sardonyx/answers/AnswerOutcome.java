package io.sardonyx.answers;

import io.sardonyx.messages.AnswerResult;
import io.sardonyx.models.ModelResponse;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ends, before its text is final.
 *
 * @param silenced whether not even what is already there may be shown to anybody any more
 */
record AnswerOutcome(
    AnswerResult.Status status,
    @Nullable String error,
    @Nullable Integer tokens,
    @Nullable Integer promptTokens,
    boolean silenced) {

  static AnswerOutcome of(ModelResponse spoken) {
    return switch (spoken.end()) {
      case FINISHED ->
          new AnswerOutcome(
              AnswerResult.Status.COMPLETE, null, spoken.tokens(), spoken.promptTokens(), false);
      case AT_ITS_LIMIT ->
          new AnswerOutcome(
              AnswerResult.Status.COMPLETE,
              "The model stopped at the length that it allows. Ask it to go on.",
              spoken.tokens(),
              spoken.promptTokens(),
              false);
      case BROKEN_OFF ->
          interrupted("The connection to the model provider broke off in the middle.");
      case CLOSED -> stopped();
    };
  }

  static AnswerOutcome stopped() {
    return new AnswerOutcome(AnswerResult.Status.STOPPED, null, null, null, false);
  }

  static AnswerOutcome interrupted(String sentence) {
    return new AnswerOutcome(AnswerResult.Status.INTERRUPTED, sentence, null, null, false);
  }

  static AnswerOutcome silenced(String sentence) {
    return new AnswerOutcome(AnswerResult.Status.INTERRUPTED, sentence, null, null, true);
  }

  /** Where there is no text, being cut off is a failure. */
  AnswerResult ending(String text, @Nullable String model) {
    var nothing = text.isEmpty() && status == AnswerResult.Status.INTERRUPTED;
    return new AnswerResult(
        nothing ? AnswerResult.Status.FAILED : status, text, error, model, tokens, promptTokens);
  }
}
