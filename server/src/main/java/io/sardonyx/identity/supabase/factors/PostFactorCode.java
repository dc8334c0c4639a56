package io.sardonyx.identity.supabase.factors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What shows a second factor. Clients send more than we use: it is not read.
 *
 * @param code the six digits, or a recovery code in their place
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostFactorCode(@Nullable UUID challengeId, @Nullable String code) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostFactorCode";
  }
}
