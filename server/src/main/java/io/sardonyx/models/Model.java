package io.sardonyx.models;

/** What answers: a provider's model, or the built-in assistant. */
public interface Model {
  /** As readers see it on an answer. */
  String name();

  /**
   * Says its answer on the calling thread; returns when it is said, when the listener was closed,
   * or throws.
   *
   * @throws ModelFailure in words that a reader understands
   */
  ModelResponse speak(Prompt prompt, ModelOutput listener);
}
