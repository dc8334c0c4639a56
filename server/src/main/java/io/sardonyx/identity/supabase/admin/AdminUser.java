package io.sardonyx.identity.supabase.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application's backend says of one of its users: what is not given stays.
 *
 * @param id by which a user is known who is new here
 * @param role what the user's tokens name
 * @param passwordHash in place of a password: bcrypt, or Argon2id as a PHC string
 * @param emailConfirm whether the address is known to be theirs
 * @param banDuration as in {@code 24h}, or {@code none}
 * @param data what users say of themselves, by their own request only
 */
public record AdminUser(
    @Nullable String id,
    @Nullable String aud,
    @Nullable String role,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String password,
    @Nullable String passwordHash,
    @Nullable Boolean emailConfirm,
    @Nullable Boolean phoneConfirm,
    @Nullable Map<String, Object> userMetadata,
    @Nullable Map<String, Object> appMetadata,
    @Nullable String banDuration,
    @Nullable Map<String, Object> data,
    @Nullable String nonce) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "AdminUser";
  }
}
