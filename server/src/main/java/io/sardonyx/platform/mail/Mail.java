package io.sardonyx.platform.mail;

/**
 * A letter of plain text.
 *
 * @param subject one line
 */
public record Mail(String to, String subject, String text) {
  /** Its links are secrets: they stay out of logs. */
  @Override
  public String toString() {
    return "Mail[" + subject + "]";
  }
}
