package io.sardonyx.identity.factors;

import org.jspecify.annotations.Nullable;

/**
 * @param friendlyName so that its owner can tell several apart; may be empty
 * @param issuer what the authenticator shows; null for where they sign in
 * @param currentPassword null for somebody who signed in, or showed a factor, a short while ago
 */
public record NewFactor(
    String friendlyName, @Nullable String issuer, @Nullable String currentPassword) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "NewFactor";
  }
}
