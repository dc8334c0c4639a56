package io.sardonyx.identity.factors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Six digits that are others every half minute (RFC 6238), as every authenticator makes them: with
 * HMAC-SHA-1, which some do not let be chosen, and which is as good as ever for this.
 */
final class Totp {
  static final int PERIOD_SECONDS = 30;
  static final int DIGITS = 6;

  /** As long as what HMAC-SHA-1 makes of it, as RFC 4226 asks. */
  private static final int SECRET_BYTES = 20;

  /** So many half minutes around now are good too, for clocks that differ and people who type. */
  private static final int WINDOW = 1;

  private static final int MODULUS = 1_000_000;
  private static final String HMAC = "HmacSHA1";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  static byte[] newSecret() {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return secret;
  }

  /** The half minute in which a moment lies, counted from 1970. */
  static long step(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), PERIOD_SECONDS);
  }

  /** RFC 4226, 5.3. */
  static String code(byte[] secret, long step) {
    var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
    return "%06d".formatted(truncated % MODULUS);
  }

  /**
   * Whose digits these are, among the half minutes around now and after the one that was used last.
   * All are compared, so that how long it takes says nothing.
   */
  static OptionalLong find(byte[] secret, String code, Instant now, long usedLast) {
    var given = code.getBytes(StandardCharsets.UTF_8);
    var found = OptionalLong.empty();
    for (long step = step(now) - WINDOW; step <= step(now) + WINDOW; step++) {
      var expected = code(secret, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, given) && step > usedLast) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** A secret as people type it into an authenticator: Base32 (RFC 4648), without padding. */
  static String text(byte[] secret) {
    var text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (var each : secret) {
      held = (held << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((held >> bits) & 0x1f));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0 ? text.toString() : text.append(BASE32.charAt(held << (5 - bits))).toString();
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
