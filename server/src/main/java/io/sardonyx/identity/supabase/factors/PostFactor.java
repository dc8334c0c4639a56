package io.sardonyx.identity.supabase.factors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A second factor that somebody wants. Clients send more than we use: it is not read.
 *
 * @param issuer what the authenticator shows; null for the application's name
 * @param currentPassword not needed shortly after signing in
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostFactor(
    @Nullable String factorType,
    @Nullable String friendlyName,
    @Nullable String issuer,
    @Nullable String currentPassword) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostFactor";
  }
}
