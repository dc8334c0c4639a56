package io.sardonyx.identity.supabase.admin;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which link to make.
 *
 * @param newEmail for a change of the address
 */
public record PostLink(
    @Nullable String type,
    @Nullable String email,
    @Nullable String newEmail,
    @Nullable String password,
    @Nullable Map<String, Object> data,
    @JsonAlias("redirectTo") @Nullable String redirectTo) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostLink";
  }
}
