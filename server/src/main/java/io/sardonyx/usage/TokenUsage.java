package io.sardonyx.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model read and wrote.
 *
 * @param modelProviderId null where it is not known any more
 * @param estimated whether it was counted here, because the provider did not say
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
