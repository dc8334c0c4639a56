package io.sardonyx.identity.supabase.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application's backend says of one of its users: what is not given stays. Clients send
 * more than we use: it is not read.
 *
 * @param emailConfirm whether the address is known to be theirs
 * @param banDuration as in {@code 24h}, or {@code none}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AdminUser(
    @Nullable String email,
    @Nullable String phone,
    @Nullable String password,
    @Nullable Boolean emailConfirm,
    @Nullable Map<String, Object> userMetadata,
    @Nullable Map<String, Object> appMetadata,
    @Nullable String banDuration) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "AdminUser";
  }
}
