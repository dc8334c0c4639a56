package io.sardonyx.identity.supabase.user;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of oneself: what is not given stays. Clients send more than we use: it is not
 * read.
 *
 * @param data a value that is null is removed, the others stay
 * @param currentPassword not needed shortly after signing in
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PutUser(
    @Nullable String email,
    @Nullable String phone,
    @Nullable String password,
    @Nullable String currentPassword,
    @Nullable Map<String, Object> data) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PutUser";
  }
}
