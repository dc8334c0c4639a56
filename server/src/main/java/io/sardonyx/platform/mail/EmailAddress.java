package io.sardonyx.platform.mail;

import java.util.regex.Pattern;

/** What looks like an e-mail address. */
public final class EmailAddress {
  private static final int MAX_LENGTH = 254;

  /** Enough to catch a slip; whether it exists only a mail can tell. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

  private EmailAddress() {}

  public static boolean isOne(String text) {
    return text.length() <= MAX_LENGTH && EMAIL.matcher(text).matches();
  }
}
