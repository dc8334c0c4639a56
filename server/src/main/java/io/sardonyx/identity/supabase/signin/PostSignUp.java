package io.sardonyx.identity.supabase.signin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes somebody an account. Clients send more than we use: it is not read.
 *
 * @param data what the user's metadata begins with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostSignUp(
    @Nullable String email,
    @Nullable String password,
    @Nullable String phone,
    @Nullable Map<String, Object> data) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostSignUp";
  }
}
