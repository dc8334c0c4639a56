package io.sardonyx.platform.mail;

import io.sardonyx.platform.config.SmtpUrl;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Over SMTP. */
final class SmtpMailer implements Mailer {
  private static final int PATIENCE_SECONDS = 30;

  private final MailClient client;
  private final String from;

  SmtpMailer(Vertx vertx, SmtpUrl server, String from) {
    var config =
        new MailConfig(server.host(), server.port())
            .setSsl(server.tls() == SmtpUrl.Tls.FROM_THE_START)
            .setStarttls(
                switch (server.tls()) {
                  case REQUIRED -> StartTLSOptions.REQUIRED;
                  case OPTIONAL -> StartTLSOptions.OPTIONAL;
                  case FROM_THE_START, NONE -> StartTLSOptions.DISABLED;
                })
            .setHostnameVerificationAlgorithm("HTTPS")
            .setMaxPoolSize(4);
    server
        .user()
        .ifPresentOrElse(
            user ->
                config
                    .setLogin(LoginOption.REQUIRED)
                    .setUsername(user)
                    .setPassword(server.password()),
            () -> config.setLogin(LoginOption.DISABLED));
    this.client = MailClient.create(vertx, config);
    this.from = from;
  }

  @Override
  public void send(Mail mail) {
    var message =
        new MailMessage()
            .setFrom(from)
            .setTo(mail.to())
            .setSubject(mail.subject())
            .setText(mail.text());
    // Answered by a person at most: no answers that a program writes by itself, please (RFC 3834).
    message.addHeader("Auto-Submitted", "auto-generated");
    try {
      var unused =
          client
              .sendMail(message)
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailNotTaken(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new MailNotTaken(e.getCause() == null ? e : e.getCause());
    }
  }

  void close() {
    client.close();
  }
}
