package io.sardonyx.models.clients;

import org.jspecify.annotations.Nullable;

/** Token counts as a provider gives them; null where it gives none, or none that can be. */
public record OpenAiUsage(@Nullable Integer promptTokens, @Nullable Integer completionTokens) {
  public static final OpenAiUsage UNKNOWN = new OpenAiUsage(null, null);

  public OpenAiUsage {
    promptTokens = promptTokens == null || promptTokens < 0 ? null : promptTokens;
    completionTokens = completionTokens == null || completionTokens < 0 ? null : completionTokens;
  }
}
