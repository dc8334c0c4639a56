package io.sardonyx.identity.supabase.sessions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What signs somebody in: an address with a password, a refresh token, or the code of a link.
 *
 * <p>Clients send more than we use: what we do not know is not read.
 *
 * @param authCode what a link led back with
 * @param codeVerifier what the challenge was made from with which the link was asked for
 * @param delivery null for the body; cookies are for our own pages
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostToken(
    @Nullable String email,
    @Nullable String phone,
    @Nullable String password,
    @Nullable String refreshToken,
    @Nullable String authCode,
    @Nullable String codeVerifier,
    @Nullable TokenDelivery delivery) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostToken";
  }
}
