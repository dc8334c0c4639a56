package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Errand;
import io.sardonyx.platform.mail.Mailer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a link to somebody's mailbox, if there is somebody and the link is of use to them. */
@Singleton
class SendLinkErrand implements Errand {
  static final String NAME = "send-link";

  /** Nobody's mailbox is flooded by whoever knows its address. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final Database database;
  private final OneTimeTokens tokens;
  private final LinkMails mails;
  private final Mailer mailer;
  private final InstantSource clock;

  SendLinkErrand(
      Database database,
      OneTimeTokens tokens,
      LinkMails mails,
      Mailer mailer,
      InstantSource clock) {
    this.database = database;
    this.tokens = tokens;
    this.mails = mails;
    this.mailer = mailer;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Once more after a failure, with another token: the one before may have been sent after all. */
  @Override
  public void run(String data) {
    var wanted = LinkRequest.parse(data);
    var found = Accounts.find(database.working(), wanted.applicationId(), wanted.email());
    if (found.isEmpty() || sentLately(found.get(), wanted.purpose())) {
      return;
    }
    var account = found.get();
    var to = recipient(account, wanted.purpose());
    if (to.isEmpty()) {
      return;
    }
    if (wanted.purpose() == Purpose.SIGNUP && account.isConfirmed()) {
      mailer.send(mails.alreadyThere(database.working(), account));
    } else {
      var issued = database.asWorker(tx -> tokens.issue(tx, account, wanted.purpose(), to.get()));
      mailer.send(mails.link(database.working(), account, to.get(), issued, wanted.redirectTo()));
    }
    database.asWorker(tx -> {
      Accounts.noteSent(tx, account.appUserId(), wanted.purpose());
      return true;
    });
  }

  private static Optional<String> recipient(Account account, Purpose purpose) {
    return purpose == Purpose.EMAIL_CHANGE
        ? Optional.ofNullable(account.newEmail())
        : Optional.of(account.email());
  }

  private boolean sentLately(Account account, Purpose purpose) {
    var times = account.times();
    @Nullable Instant last =
        switch (purpose) {
          case SIGNUP -> times.confirmationSentAt();
          case RECOVERY, MAGICLINK -> times.recoverySentAt();
          case EMAIL_CHANGE, INVITE -> null;
        };
    return last != null && clock.instant().isBefore(last.plus(PAUSE));
  }
}
