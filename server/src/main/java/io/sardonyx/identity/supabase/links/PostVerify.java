package io.sardonyx.identity.supabase.links;

import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mail brought.
 *
 * @param tokenHash the long token of its link; nothing else goes with it
 * @param token the six digits
 * @param redirectTo of no use where the answer is the session
 * @param options clients send what they were called with
 */
public record PostVerify(
    @Nullable String type,
    @Nullable String tokenHash,
    @Nullable String token,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String redirectTo,
    @Nullable Map<String, Object> options,
    @Nullable MetaSecurity gotrueMetaSecurity) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostVerify";
  }
}
