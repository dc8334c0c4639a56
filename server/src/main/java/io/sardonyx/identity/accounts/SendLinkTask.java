package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.TaskQueue;
import io.sardonyx.platform.jobs.TransactionalTask;
import io.sardonyx.platform.mail.Mailer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a link to somebody's mailbox, if there is somebody and the link is of use to them. */
@Singleton
class SendLinkTask implements TransactionalTask {
  static final String NAME = "send-link";

  /** A mail server that does not answer holds up mails, a few at once, and nothing else. */
  static final TaskQueue MAIL = new TaskQueue("mail", 4, Duration.ofMinutes(1));

  /** Nobody's mailbox is flooded by whoever knows its address. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  /**
   * To an address that is not known to be theirs, sent again by whoever knows the one they have.
   */
  private static final Duration LONG_PAUSE = Duration.ofMinutes(10);

  private final Database database;
  private final OneTimeTokens tokens;
  private final LinkMails mails;
  private final Mailer mailer;
  private final InstantSource clock;

  SendLinkTask(
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

  @Override
  public TaskQueue queue() {
    return MAIL;
  }

  /** Once more after a failure, with another token: the one before may have been sent after all. */
  @Override
  public void run(String data) {
    var wanted = LinkRequest.parse(data);
    var found = Accounts.find(database.working(), wanted.applicationId(), wanted.email());
    if (found.isEmpty()) {
      return;
    }
    var account = found.get();
    if (sentLately(account, wanted.purpose())) {
      contest(account, wanted);
      return;
    }
    var to = recipient(account, wanted.purpose());
    if (to.isEmpty()) {
      return;
    }
    if (wanted.purpose() == TokenPurpose.SIGNUP && account.isConfirmed()) {
      mailer.send(mails.alreadyThere(database.working(), account));
    } else {
      var issued = database.asWorker(tx -> tokens.issue(tx, account, to.get(), wanted));
      mailer.send(mails.link(database.working(), account, to.get(), issued, wanted.redirectTo()));
    }
    database.asWorker(tx -> {
      Accounts.recordSent(tx, account.appUserId(), wanted.purpose());
      return true;
    });
  }

  /** Also where no mail follows: the one that was sent must not bring in another's password. */
  private void contest(Account account, LinkRequest wanted) {
    var password = wanted.password();
    var challenge = wanted.challenge();
    if (password != null || challenge != null) {
      database.asWorker(tx -> {
        if (password != null) {
          OneTimeTokens.settle(tx, account.appUserId(), password);
        }
        if (challenge != null) {
          OneTimeTokens.putChallenge(tx, account.appUserId(), wanted.purpose(), challenge);
        }
        return true;
      });
    }
  }

  private static Optional<String> recipient(Account account, TokenPurpose purpose) {
    return purpose == TokenPurpose.EMAIL_CHANGE
        ? Optional.ofNullable(account.newEmail())
        : Optional.of(account.email());
  }

  private boolean sentLately(Account account, TokenPurpose purpose) {
    var times = account.times();
    return switch (purpose) {
      case SIGNUP -> isWithin(PAUSE, times.confirmationSentAt());
      case RECOVERY, MAGICLINK -> isWithin(PAUSE, times.recoverySentAt());
      // Asking for another address ends the mail before, and has a pause of its own.
      case EMAIL_CHANGE ->
          isWithin(
              LONG_PAUSE, OneTimeTokens.sentAt(database.working(), account.appUserId(), purpose));
      case INVITE -> false; // A backend's word.
    };
  }

  private boolean isWithin(Duration pause, @Nullable Instant last) {
    return last != null && clock.instant().isBefore(last.plus(pause));
  }
}
