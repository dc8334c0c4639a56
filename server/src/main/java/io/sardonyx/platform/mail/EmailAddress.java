package io.sardonyx.platform.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What looks like an e-mail address. */
public final class EmailAddress {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_BYTES = 64;

  /**
   * Words with dots between them at host names (RFC 5321, 4.1.2), in letters of any language; no
   * quoted ones and no addresses of machines, which are typed by mistake. Whether it exists only a
   * mail can tell.
   */
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<local>[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*)"
              + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)*"
              + "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?");

  private EmailAddress() {}

  public static boolean isOne(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    var parts = EMAIL.matcher(text);
    return parts.matches()
        && parts.group("local").getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL_BYTES;
  }
}
