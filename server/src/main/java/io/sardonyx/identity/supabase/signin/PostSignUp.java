package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What makes somebody an account.
 *
 * @param data what the user's metadata begins with
 * @param channel by which a phone is reached: never, here
 * @param codeChallenge for a link that leads back with a code (PKCE)
 */
public record PostSignUp(
    @Nullable String email,
    @Nullable String password,
    @Schema(hidden = true) @Nullable String phone,
    @Nullable Map<String, Object> data,
    @Schema(hidden = true) @Nullable String channel,
    @Schema(pattern = RequestFields.CHALLENGE_PATTERN) @Nullable String codeChallenge,
    @Schema(pattern = RequestFields.CHALLENGE_METHOD_PATTERN) @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostSignUp";
  }
}
