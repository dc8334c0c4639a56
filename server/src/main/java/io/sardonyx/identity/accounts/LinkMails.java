package io.sardonyx.identity.accounts;

import io.sardonyx.identity.accounts.OneTimeTokens.Issued;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.mail.Mail;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the mails say, and where their links lead. */
@Singleton
public class LinkMails {
  private final String base;

  LinkMails(Settings settings) {
    base =
        settings
            .publicUrl()
            .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
            .orElse("http://%s:%d".formatted(settings.host(), settings.port()));
  }

  Mail link(Statements tx, Account account, String to, Issued issued, @Nullable String redirectTo) {
    var name = oneLine(Accounts.placeName(tx, account.applicationId()));
    return new Mail(
        to,
        subject(issued.purpose(), name),
        """
        %s

        %s

        Or enter the code %s where you are asked for it. Both are good once, for %s.

        If it was not you who asked, you need do nothing.
        """
            .formatted(
                lead(issued.purpose(), to, name),
                address(issued, redirectTo),
                issued.code(),
                inWords(issued.purpose().lifetime())));
  }

  /** For somebody who signs up with an address that has an account: only its owner is told. */
  Mail alreadyThere(Statements tx, Account account) {
    var name = oneLine(Accounts.placeName(tx, account.applicationId()));
    return new Mail(
        account.email(),
        "You have an account at " + name,
        """
        Somebody signed up at %s with this address, which has an account already.

        Sign in with it. If you forgot the password, ask there for a link to choose another.

        If it was not you, you need do nothing.
        """
            .formatted(name));
  }

  /** Where a link leads: to the application, if it said where that is, or to a page of ours. */
  public String address(Issued issued, @Nullable String redirectTo) {
    if (redirectTo != null) {
      return "%s/auth/v1/verify?token=%s&type=%s&redirect_to=%s"
          .formatted(
              base,
              issued.token(),
              issued.purpose().wireName(),
              URLEncoder.encode(redirectTo, StandardCharsets.UTF_8));
    }
    return page(issued.purpose().wireName(), issued.token());
  }

  /**
   * A page of ours that goes on with it. The token stands after the number sign, so that no proxy
   * and no log on the way sees it.
   */
  public String page(String type, String token) {
    var page =
        switch (type) {
          case "recovery" -> "reset-password";
          case "invite" -> "accept-invitation";
          default -> "confirm";
        };
    return "%s/%s#%s.%s".formatted(base, page, type, token);
  }

  private static String subject(TokenPurpose purpose, String name) {
    return switch (purpose) {
      case SIGNUP -> "Confirm your address for " + name;
      case INVITE -> "You are invited to " + name;
      case RECOVERY -> "Choose another password for " + name;
      case MAGICLINK -> "Sign in to " + name;
      case EMAIL_CHANGE -> "Confirm your new address for " + name;
    };
  }

  private static String lead(TokenPurpose purpose, String to, String name) {
    return switch (purpose) {
      case SIGNUP ->
          "Open this link to confirm that %s is yours, and to use %s:".formatted(to, name);
      case INVITE -> "You are invited to %s. Open this link to accept:".formatted(name);
      case RECOVERY ->
          "Somebody asked to choose another password for %s at %s. Open this link to do it:"
              .formatted(to, name);
      case MAGICLINK -> "Open this link to sign in to %s:".formatted(name);
      case EMAIL_CHANGE ->
          "Open this link to use %s from now on to sign in to %s:".formatted(to, name);
    };
  }

  private static String inWords(Duration lifetime) {
    if (lifetime.toDays() > 1) {
      return lifetime.toDays() + " days";
    }
    if (lifetime.toHours() > 1) {
      return lifetime.toHours() + " hours";
    }
    return lifetime.toHours() == 1 ? "an hour" : lifetime.toMinutes() + " minutes";
  }

  /** It becomes part of a header. */
  private static String oneLine(String name) {
    return name.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
