package io.sardonyx.identity.people;

import io.sardonyx.platform.problem.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A new person for the organization.
 *
 * @param role viewer when it is not given
 * @param password made up, and shown once, when it is not given
 * @param byMail whether they choose a password themselves, by a link that is mailed to them
 */
public record PostCustomerUser(
    @NotNull @Size(min = 3, max = 254) String email,
    @NotNull @Size(min = 1, max = 200) String displayName,
    @Nullable @Pattern(regexp = TeamRules.ROLES) String role,
    @Nullable @Size(max = 1024) String password,
    @Nullable Boolean byMail) {
  String roleOrDefault() {
    return role == null ? "viewer" : role;
  }

  /** Whoever chooses a password themselves is told none. */
  boolean invites() {
    boolean invites = Boolean.TRUE.equals(byMail);
    if (invites && password != null) {
      throw Problem.invalid("password_by_mail", "Who is invited by mail chooses the password.");
    }
    return invites;
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostCustomerUser";
  }
}
