package io.sardonyx.platform.mail;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.SmtpUrl;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The way mail goes. */
final class MailBeans {
  private MailBeans() {}

  @Produces
  @Singleton
  static Mailer mailer(Settings settings, Vertx vertx) {
    return settings
        .smtpUrl()
        .map(SmtpUrl::parse)
        .<Mailer>map(server -> new SmtpMailer(vertx, server, settings.mailFrom().orElseThrow()))
        .orElseGet(LoggedMailer::new);
  }

  static void close(@Disposes Mailer mailer) {
    if (mailer instanceof SmtpMailer smtp) {
      smtp.close();
    }
  }
}
