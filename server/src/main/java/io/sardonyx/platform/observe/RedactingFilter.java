package io.sardonyx.platform.observe;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** Takes what looks like a secret out of a log line before anybody writes it down. */
@LoggingFilter(name = "without-secrets")
public final class RedactingFilter implements Filter {
  /**
   * The links of mails that no mail server takes: whoever runs the program finds them here only.
   */
  private static final String MAIL = "sardonyx.mail";

  /** Causes of causes: deeper ones are cut off. */
  private static final int MAX_CAUSES = 10;

  @Override
  public boolean isLoggable(LogRecord line) {
    if (MAIL.equals(line.getLoggerName())) {
      return true;
    }
    var said = line instanceof ExtLogRecord ext ? ext.getFormattedMessage() : line.getMessage();
    if (said != null) {
      var hidden = SecretPatterns.hidden(said);
      if (!hidden.equals(said)) {
        say(line, hidden);
      }
    }
    var thrown = line.getThrown();
    if (thrown != null && tells(thrown, MAX_CAUSES)) {
      line.setThrown(Hidden.of(thrown, MAX_CAUSES));
    }
    return true;
  }

  private static void say(LogRecord line, String text) {
    if (line instanceof ExtLogRecord ext) {
      ext.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
    } else {
      line.setMessage(text);
    }
    line.setParameters(null);
  }

  private static boolean tells(@Nullable Throwable thrown, int causes) {
    if (thrown == null || causes == 0) {
      return false;
    }
    var message = thrown.getMessage();
    return message != null && !SecretPatterns.hidden(message).equals(message)
        || tells(thrown.getCause(), causes - 1);
  }

  /** What was thrown, with its place and its name but not its secret. */
  private static final class Hidden extends RuntimeException {
    private Hidden(String message, @Nullable Throwable cause) {
      super(message, cause, false, true);
    }

    static Hidden of(Throwable thrown, int causes) {
      var cause = thrown.getCause();
      var copy =
          new Hidden(
              SecretPatterns.hidden(thrown.toString()),
              cause == null || causes == 1 ? null : of(cause, causes - 1));
      copy.setStackTrace(thrown.getStackTrace());
      return copy;
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
