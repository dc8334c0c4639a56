package io.sardonyx.models;

import org.jspecify.annotations.Nullable;

/**
 * How a model ended its answer.
 *
 * @param tokens of the answer, as the provider counts; null where it does not say
 * @param promptTokens of what it read
 * @param end why it ended
 */
public record ModelResponse(@Nullable Integer tokens, @Nullable Integer promptTokens, End end) {
  public ModelResponse {
    tokens = tokens == null || tokens < 0 ? null : tokens;
    promptTokens = promptTokens == null || promptTokens < 0 ? null : promptTokens;
  }

  /** Why a model ended its answer. */
  public enum End {
    FINISHED,
    /** It may not say more at once. */
    AT_ITS_LIMIT,
    /** The connection ended without the model having said that it is done. */
    BROKEN_OFF,
    /** The listener was closed. */
    CLOSED
  }
}
