package io.sardonyx.identity.login;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A change of one's password. */
public record PutPassword(
    @NotNull @Size(min = 1, max = 1024) String currentPassword,
    @NotNull @Size(min = 1, max = 1024) String newPassword) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PutPassword";
  }
}
