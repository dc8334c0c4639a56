package io.sardonyx.assistants;

/** A model that does not answer. Its message is a sentence for the reader; stackless. */
final class ModelFailure extends RuntimeException {
  private final boolean passing;

  /**
   * @param passing whether the same request may succeed in a moment
   */
  ModelFailure(String sentence, boolean passing, Throwable cause) {
    super(sentence, cause, false, false);
    this.passing = passing;
  }

  boolean isPassing() {
    return passing;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
