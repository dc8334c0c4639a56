package io.sardonyx.identity.supabase.admin;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.supabase.BanDuration;
import io.sardonyx.identity.supabase.RequestFields;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    @Schema(format = "uuid") @Nullable String id,
    @Schema(enumeration = Account.AUTHENTICATED) @Nullable String aud,
    @Schema(pattern = RequestFields.ROLE_PATTERN) @Nullable String role,
    @Nullable String email,
    @Schema(hidden = true) @Nullable String phone,
    @Nullable String password,
    @Schema(pattern = AdminUserFields.HASH_PATTERN) @Nullable String passwordHash,
    @Nullable Boolean emailConfirm,
    @Schema(hidden = true) @Nullable Boolean phoneConfirm,
    @Nullable Map<String, Object> userMetadata,
    @Nullable Map<String, Object> appMetadata,
    @Schema(pattern = BanDuration.PATTERN) @Nullable String banDuration,
    @Schema(hidden = true) @Nullable Map<String, Object> data,
    @Schema(hidden = true) @Nullable String nonce) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "AdminUser";
  }
}
