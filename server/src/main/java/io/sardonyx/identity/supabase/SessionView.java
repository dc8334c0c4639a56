package io.sardonyx.identity.supabase;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.login.AccessTokens;
import io.sardonyx.identity.login.SignedIn;

/**
 * A login session's newest tokens as Supabase Auth shows them.
 *
 * @param expiresIn in seconds
 * @param expiresAt seconds since 1970
 */
public record SessionView(
    String accessToken,
    String tokenType,
    long expiresIn,
    long expiresAt,
    String refreshToken,
    UserView user) {

  static SessionView of(SignedIn signedIn, Account account) {
    return new SessionView(
        signedIn.access().value(),
        "bearer",
        AccessTokens.LIFETIME.toSeconds(),
        signedIn.access().expiresAt().getEpochSecond(),
        signedIn.refreshToken(),
        UserView.of(account));
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "SessionView[" + user.id() + "]";
  }
}
