package io.sardonyx.models;

import org.jspecify.annotations.Nullable;

/**
 * The sampling parameters of a model; null for the provider's default.
 *
 * @param maxTokens of the output
 */
public record Sampling(
    @Nullable Double temperature, @Nullable Double topP, @Nullable Integer maxTokens) {
  public static final Sampling DEFAULT = new Sampling(null, null, null);
}
