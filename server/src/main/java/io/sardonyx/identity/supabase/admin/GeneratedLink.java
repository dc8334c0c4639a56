package io.sardonyx.identity.supabase.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sardonyx.identity.supabase.UserView;
import org.jspecify.annotations.Nullable;

/**
 * A link, and whom it is for.
 *
 * @param emailOtp the six digits that do the same
 * @param hashedToken what the link carries
 * @param redirectTo where it leads in the end; absent for a page of ours
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GeneratedLink(
    @JsonUnwrapped UserView user,
    String actionLink,
    String emailOtp,
    String hashedToken,
    String verificationType,
    @Nullable String redirectTo) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "GeneratedLink[" + verificationType + "]";
  }
}
