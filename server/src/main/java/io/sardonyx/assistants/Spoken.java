package io.sardonyx.assistants;

import org.jspecify.annotations.Nullable;

/**
 * How a model ended its answer.
 *
 * @param tokens of the answer, as the provider counts; null where it does not say
 * @param promptTokens of what it read
 * @param end why it ended
 */
record Spoken(@Nullable Integer tokens, @Nullable Integer promptTokens, End end) {
  Spoken {
    tokens = tokens == null || tokens < 0 ? null : tokens;
    promptTokens = promptTokens == null || promptTokens < 0 ? null : promptTokens;
  }

  /** Why a model ended its answer. */
  enum End {
    FINISHED,
    /** It may not say more at once. */
    AT_ITS_LIMIT,
    /** The connection ended without the model having said that it is done. */
    BROKEN_OFF,
    /** The listener was closed. */
    CLOSED
  }
}
