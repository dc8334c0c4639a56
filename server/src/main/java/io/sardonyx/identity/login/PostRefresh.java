package io.sardonyx.identity.login;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What renews a login session. */
public record PostRefresh(@NotNull @Size(min = 1, max = 1024) String refreshToken) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostRefresh";
  }
}
