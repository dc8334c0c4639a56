package io.sardonyx.identity.login;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What signs somebody in. */
public record PostLoginSession(
    @NotNull @Size(min = 3, max = 254) @Schema(examples = "ada@example.com") String email,
    @NotNull @Size(min = 1, max = 1024) @Schema(format = "password") String password) {

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostLoginSession";
  }
}
