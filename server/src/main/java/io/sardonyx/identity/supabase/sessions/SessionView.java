package io.sardonyx.identity.supabase.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.identity.tokens.AccessTokens;
import io.sardonyx.identity.tokens.SessionTokens;
import org.jspecify.annotations.Nullable;

/**
 * A login session's newest tokens as Supabase Auth shows them.
 *
 * @param accessToken absent, as the refresh token is, where both went into cookies
 * @param expiresIn in seconds
 * @param expiresAt seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
    @Nullable String accessToken,
    String tokenType,
    long expiresIn,
    long expiresAt,
    @Nullable String refreshToken,
    UserView user) {

  public static SessionView of(SessionTokens signedIn, Account account) {
    return new SessionView(
        signedIn.access().value(),
        "bearer",
        AccessTokens.LIFETIME.toSeconds(),
        signedIn.access().expiresAt().getEpochSecond(),
        signedIn.refreshToken(),
        UserView.of(account));
  }

  SessionView withoutTokens() {
    return new SessionView(null, tokenType, expiresIn, expiresAt, null, user);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "SessionView[" + user.id() + "]";
  }
}
