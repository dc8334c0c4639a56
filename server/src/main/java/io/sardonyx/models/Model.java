package io.sardonyx.models;

/** A language model: a provider's, or the built-in one. */
public interface Model {
  /** As readers see it on an answer. */
  String name();

  /**
   * Streams the answer to a prompt; returns when it is complete or the output was closed.
   *
   * @throws ModelFailure with a sentence for the reader
   */
  ModelResponse stream(Prompt prompt, ModelOutput output);
}
