package io.sardonyx.identity.supabase.user;

import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of oneself: what is not given stays.
 *
 * @param data a value that is null is removed, the others stay
 * @param nonce of a mail that is not sent here
 * @param appMetadata what only the application's backend changes
 * @param codeChallenge for a link that leads back with a code (PKCE)
 * @param currentPassword not needed shortly after signing in
 */
public record PutUser(
    @Nullable String email,
    @Schema(hidden = true) @Nullable String phone,
    @Nullable String password,
    @Nullable String currentPassword,
    @Schema(hidden = true) @Nullable String nonce,
    @Schema(hidden = true) @Nullable String channel,
    @Nullable Map<String, Object> data,
    @Schema(hidden = true) @Nullable Map<String, Object> appMetadata,
    @Schema(pattern = RequestFields.CHALLENGE_PATTERN) @Nullable String codeChallenge,
    @Schema(pattern = RequestFields.CHALLENGE_METHOD_PATTERN) @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PutUser";
  }
}
