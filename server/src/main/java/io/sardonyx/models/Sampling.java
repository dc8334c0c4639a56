package io.sardonyx.models;

import org.jspecify.annotations.Nullable;

/** How a model is to choose its words; where it is null, as the provider thinks best. */
public record Sampling(
    @Nullable Double temperature, @Nullable Double topP, @Nullable Integer maxTokens) {
  static final Sampling DEFAULT = new Sampling(null, null, null);
}
