package io.sardonyx.models;

import org.jspecify.annotations.Nullable;

/**
 * What a model returned with its output.
 *
 * @param completionTokens of the output, as the provider counts; null where it does not say
 * @param promptTokens of the prompt, likewise
 * @param end why the output ended
 */
public record ModelResponse(
    @Nullable Integer completionTokens, @Nullable Integer promptTokens, End end) {
  public ModelResponse {
    completionTokens = completionTokens == null || completionTokens < 0 ? null : completionTokens;
    promptTokens = promptTokens == null || promptTokens < 0 ? null : promptTokens;
  }

  /** Without token counts. */
  public ModelResponse(End end) {
    this(null, null, end);
  }

  /** Why an output ended. */
  public enum End {
    FINISHED,
    /** The maximum output length was reached. */
    LENGTH_LIMIT,
    /** The connection ended before the model had finished. */
    DISCONNECTED,
    /** The output was closed. */
    CANCELLED
  }
}
