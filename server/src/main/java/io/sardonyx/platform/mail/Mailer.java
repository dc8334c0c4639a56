package io.sardonyx.platform.mail;

/** Sends mail. Blocks until it was taken. */
public interface Mailer {
  /**
   * @throws MailNotTaken when it should be tried again
   */
  void send(Mail mail);

  /** The mail server is away, or does not want it. */
  final class MailNotTaken extends RuntimeException {
    public MailNotTaken(Throwable cause) {
      super("The mail server did not take a mail: " + cause.getMessage(), cause);
    }
  }
}
