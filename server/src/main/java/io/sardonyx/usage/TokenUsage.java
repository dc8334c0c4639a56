package io.sardonyx.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a model used.
 *
 * @param modelProviderId null where it is not known
 * @param estimated whether the figures are ours, because the provider gave none
 */
public record TokenUsage(
    @Nullable UUID modelProviderId,
    String model,
    int promptTokens,
    int completionTokens,
    boolean estimated) {

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        modelProviderId,
        model,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        estimated || other.estimated);
  }
}
