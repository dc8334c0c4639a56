package io.sardonyx.identity.login;

import org.jspecify.annotations.Nullable;

/**
 * @param refreshToken absent when it comes as a cookie
 */
public record PostRefresh(@Nullable String refreshToken) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostRefresh";
  }
}
