package io.sardonyx.identity.login;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What signs somebody in.
 *
 * @param delivery where the tokens go: into the answer's body for programs, or into cookies that
 *     pages cannot read; the body when it is not said
 */
public record PostLoginSession(
    @NotNull @Size(min = 3, max = 254) @Schema(examples = "ada@example.com") String email,
    @NotNull @Size(min = 1, max = 1024) @Schema(format = "password") String password,
    @Nullable Delivery delivery) {

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostLoginSession";
  }
}
