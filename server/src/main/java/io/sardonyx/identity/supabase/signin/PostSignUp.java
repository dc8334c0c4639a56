package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import java.util.Map;
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
    @Nullable String phone,
    @Nullable Map<String, Object> data,
    @Nullable String channel,
    @Nullable String codeChallenge,
    @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostSignUp";
  }
}
