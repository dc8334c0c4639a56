package io.sardonyx.identity.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A new person for the organization.
 *
 * @param role viewer when it is not given
 * @param password made up, and shown once, when it is not given
 */
public record PostCustomerUser(
    @NotNull @Size(min = 3, max = 254) String email,
    @NotNull @Size(min = 1, max = 200) String displayName,
    @Nullable @Pattern(regexp = TeamRules.ROLES) String role,
    @Nullable @Size(max = 1024) String password) {
  String roleOrDefault() {
    return role == null ? "viewer" : role;
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostCustomerUser";
  }
}
