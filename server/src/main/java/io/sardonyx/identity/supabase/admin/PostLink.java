package io.sardonyx.identity.supabase.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which link to make. Clients send more than we use: it is not read.
 *
 * @param newEmail for a change of the address
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostLink(
    @Nullable String type,
    @Nullable String email,
    @Nullable String newEmail,
    @Nullable String password,
    @Nullable Map<String, Object> data,
    @Nullable String redirectTo) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostLink";
  }
}
