package io.sardonyx.identity.supabase;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What signs somebody in: an address with a password, or a refresh token.
 *
 * <p>Clients send more than we use: what we do not know is not read.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostToken(
    @Nullable String email,
    @Nullable String phone,
    @Nullable String password,
    @Nullable String refreshToken) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostToken";
  }
}
