package io.sardonyx.identity.supabase.factors;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What shows a second factor.
 *
 * @param code the six digits, or a recovery code in their place
 */
public record PostFactorCode(@Nullable UUID challengeId, @Nullable String code) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostFactorCode";
  }
}
