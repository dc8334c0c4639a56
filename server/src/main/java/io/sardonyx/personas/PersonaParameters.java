package io.sardonyx.personas;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked for; null where its own default is fine.
 *
 * @param maxTokens of an answer
 */
public record PersonaParameters(
    @DecimalMin("0") @DecimalMax("2") @Nullable Double temperature,
    @DecimalMin("0") @DecimalMax("1") @Nullable Double topP,
    @Min(1) @Max(1_000_000) @Nullable Integer maxTokens) {
  static final PersonaParameters NONE = new PersonaParameters(null, null, null);
}
