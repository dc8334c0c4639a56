package io.sardonyx.identity.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What whoever looks after people knows of an account.
 *
 * @param emailConfirmedAt since when it is known that the mailbox is theirs; null while it is not
 * @param hasSecondFactor whether a password, or a mail, is not enough
 */
public record AccountSummary(
    String email, @Nullable Instant emailConfirmedAt, boolean hasSecondFactor) {
  public static AccountSummary of(Account account) {
    return new AccountSummary(
        account.email(), account.times().emailConfirmedAt(), account.hasSecondFactor());
  }
}
