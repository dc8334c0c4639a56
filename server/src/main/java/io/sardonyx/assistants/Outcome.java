package io.sardonyx.assistants;

import io.sardonyx.sessions.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ends, before its text is final.
 *
 * @param silenced whether not even what is already there may be shown to anybody any more
 */
record Outcome(
    Ending.Status status,
    @Nullable String error,
    @Nullable Integer tokens,
    @Nullable Integer promptTokens,
    boolean silenced) {

  static Outcome of(Spoken spoken) {
    return switch (spoken.end()) {
      case FINISHED ->
          new Outcome(Ending.Status.COMPLETE, null, spoken.tokens(), spoken.promptTokens(), false);
      case AT_ITS_LIMIT ->
          new Outcome(
              Ending.Status.COMPLETE,
              "The model stopped at the length that it allows. Ask it to go on.",
              spoken.tokens(),
              spoken.promptTokens(),
              false);
      case BROKEN_OFF ->
          interrupted("The connection to the model provider broke off in the middle.");
      case CLOSED -> stopped();
    };
  }

  static Outcome stopped() {
    return new Outcome(Ending.Status.STOPPED, null, null, null, false);
  }

  static Outcome interrupted(String sentence) {
    return new Outcome(Ending.Status.INTERRUPTED, sentence, null, null, false);
  }

  static Outcome silenced(String sentence) {
    return new Outcome(Ending.Status.INTERRUPTED, sentence, null, null, true);
  }

  /** Where there is no text, being cut off is a failure. */
  Ending ending(String text, @Nullable String model) {
    var nothing = text.isEmpty() && status == Ending.Status.INTERRUPTED;
    return new Ending(
        nothing ? Ending.Status.FAILED : status, text, error, model, tokens, promptTokens);
  }
}
