package io.sardonyx.identity.appusers;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to inviting somebody.
 *
 * @param invitationLink to be brought to them, and shown in this answer only; absent where it is
 *     mailed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitedAppUser(AppUser appUser, @Nullable String invitationLink) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "InvitedAppUser[" + appUser.id() + "]";
  }
}
