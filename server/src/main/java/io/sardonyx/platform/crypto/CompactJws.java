package io.sardonyx.platform.crypto;

import java.util.Base64;
import java.util.regex.Pattern;

/** The compact serialization of signed tokens (RFC 7515, section 7.1). */
public final class CompactJws {
  private static final Pattern PARTS =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)");

  private CompactJws() {}

  /**
   * Whether it is in its only spelling: decoders accept padding, other characters and unused bits
   * in the signature, which nothing signs. With endless spellings, a token fills what is kept by
   * token.
   */
  public static boolean isCanonical(String token) {
    var parts = PARTS.matcher(token);
    return parts.matches() && isCanonicalBase64(parts.group(1));
  }

  private static boolean isCanonicalBase64(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
