package io.sardonyx.identity.accounts;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Statements;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Asks somebody to accept, by a mail. Where no mail server is connected whoever invites them is
 * told the link, and brings it to them; the log does not say it.
 */
@Singleton
public class Invitations {
  private final OneTimeTokens tokens;
  private final LinkMails mails;
  private final boolean hasMailServer;

  Invitations(OneTimeTokens tokens, LinkMails mails, Settings settings) {
    this.tokens = tokens;
    this.mails = mails;
    this.hasMailServer = settings.smtpUrl().isPresent();
  }

  /** Whether mails are sent; otherwise the log says their links. */
  public boolean hasMailServer() {
    return hasMailServer;
  }

  /**
   * Makes what was sent before worthless.
   *
   * @param redirectTo where the link leads in the end; null for a page of ours
   * @return the link, at the one moment at which it can be told; null where it is mailed
   */
  public @Nullable String send(Statements tx, Account account, @Nullable String redirectTo) {
    if (hasMailServer) {
      new LinkRequest(account.applicationId(), account.email(), TokenPurpose.INVITE, redirectTo)
          .enqueue(tx);
      return null;
    }
    var issued = tokens.issue(tx, account, TokenPurpose.INVITE, account.email());
    return mails.address(issued, redirectTo);
  }
}
