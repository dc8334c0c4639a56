package io.sardonyx.identity.supabase.factors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A second factor that somebody wants.
 *
 * @param issuer what the authenticator shows; null for the application's name
 * @param currentPassword not needed shortly after signing in
 */
public record PostFactor(
    @Nullable String factorType,
    @Nullable String friendlyName,
    @Nullable String issuer,
    @Schema(hidden = true) @Nullable String phone,
    @Nullable String currentPassword) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostFactor";
  }
}
