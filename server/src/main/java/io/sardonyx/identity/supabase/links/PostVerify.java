package io.sardonyx.identity.supabase.links;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a mail brought. Clients send more than we use: it is not read.
 *
 * @param tokenHash the long token of its link
 * @param token the six digits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostVerify(
    @Nullable String type,
    @Nullable String tokenHash,
    @Nullable String token,
    @Nullable String email) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostVerify";
  }
}
