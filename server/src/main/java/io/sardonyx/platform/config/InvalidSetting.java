package io.sardonyx.platform.config;

/** A setting that stops the start; the message is the sentence that says what to change. */
public final class InvalidSetting extends RuntimeException {
  public InvalidSetting(String sentence) {
    super(sentence, null, false, false);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
