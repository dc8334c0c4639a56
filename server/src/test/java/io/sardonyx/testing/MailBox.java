package io.sardonyx.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mail server on the loopback that takes everything and keeps it. */
public final class MailBox implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GreenMail server;
  private final Set<String> read = new HashSet<>();

  private MailBox(GreenMail server) {
    this.server = server;
  }

  public static MailBox start() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new MailBox(server);
  }

  /** What makes a node use it. */
  public Map<String, String> settings() {
    return Map.of(
        "SARDONYX_SMTP_URL",
        "smtp://127.0.0.1:%d?starttls=none".formatted(server.getSmtp().getPort()),
        "SARDONYX_MAIL_FROM",
        "Sardonyx <no-reply@example.com>");
  }

  public record Letter(String subject, String text) {}

  /** The next letter to an address that was not asked for yet; waits for it. */
  public Letter next(String to) {
    Eventually.within(PATIENCE, () -> find(to).isPresent(), () -> "No mail came for " + to);
    var found = find(to).orElseThrow();
    try {
      read.add(found.getMessageID());
      return new Letter(
          found.getSubject(), String.valueOf(found.getContent()).replace("\r\n", "\n"));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int count() {
    return server.getReceivedMessages().length;
  }

  private Optional<MimeMessage> find(String to) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> isTo(message, to) && !read.contains(id(message)))
        .findFirst();
  }

  private static boolean isTo(MimeMessage message, String to) {
    try {
      return message.getRecipients(RecipientType.TO)[0].toString().equalsIgnoreCase(to);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String id(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
