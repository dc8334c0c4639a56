package io.sardonyx.identity.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to making or inviting somebody, and to resetting their password.
 *
 * @param oneTimePassword to be told to them and changed by them; absent when it was chosen
 * @param invitationLink to be brought to them, who choose a password there; absent where it is
 *     mailed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerUserWithPassword(
    CustomerUser customerUser, @Nullable String oneTimePassword, @Nullable String invitationLink) {

  static CustomerUserWithPassword of(CustomerUsers.WithPassword made) {
    return new CustomerUserWithPassword(
        made.person(), made.oneTimePassword(), made.invitationLink());
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "CustomerUserWithPassword[" + customerUser.id() + "]";
  }
}
