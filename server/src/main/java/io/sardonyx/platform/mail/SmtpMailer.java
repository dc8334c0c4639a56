package io.sardonyx.platform.mail;

import io.sardonyx.platform.config.SmtpUrl;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Over SMTP. */
final class SmtpMailer implements Mailer {
  /** Of a whole mail. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int AT_ONCE = 4;

  private final MailClient client;
  private final String from;
  private final Duration patience;

  SmtpMailer(Vertx vertx, SmtpUrl server, String from) {
    this(vertx, server, from, PATIENCE);
  }

  /**
   * @param patience after two thirds of it a server is given up that says nothing, with its
   *     connection: else those that wait for ever would use up the few that there are
   */
  SmtpMailer(Vertx vertx, SmtpUrl server, String from, Duration patience) {
    int silence = Math.toIntExact(patience.toMillis() * 2 / 3);
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
            .setMaxPoolSize(AT_ONCE)
            .setKeepAliveTimeout(silence / 2)
            .setKeepAliveTimeoutUnit(TimeUnit.MILLISECONDS);
    config
        .setConnectTimeout(silence)
        .setIdleTimeout(silence)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
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
    this.patience = patience;
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
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
