package io.sardonyx.platform.mail;

import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Where no mail server is connected: whoever runs the program finds the link in its log. The
 * address is masked, and nothing else of the mail is written. Its log is the one that may hold a
 * secret: {@code RedactingFilter} lets it pass.
 */
final class LoggedMailer implements Mailer {
  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final Logger LOG = Logger.getLogger("sardonyx.mail");

  @Override
  public void send(Mail mail) {
    var link = LINK.matcher(mail.text());
    LOG.infof(
        "No mail server is connected (SARDONYX_SMTP_URL). For %s: %s",
        masked(mail.to()), link.find() ? link.group() : mail.subject());
  }

  static String masked(String address) {
    int at = address.lastIndexOf('@');
    return address.substring(0, Math.min(1, at)) + "…" + address.substring(Math.max(0, at));
  }
}
