package io.sardonyx.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody's authenticator, which knows nothing of ours: it was told a secret, and reckons. Its
 * clock stands still, so that it matters to no test when a half minute ends.
 *
 * @param step the half minute in which it was told, counted from 1970
 */
public record Authenticator(String factorId, byte[] secret, long step) {
  private static final int PERIOD_SECONDS = 30;
  private static final String FACTORS = "/auth/v1/factors";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Learns the secret of a factor that is new, and counts for nothing yet. */
  public static Authenticator enrolled(Http by, String name) {
    var answer = by.post(FACTORS, Map.of("factor_type", "totp", "friendly_name", name)).expect(200);
    return new Authenticator(
        answer.text("/id"),
        decoded(answer.text("/totp/secret")),
        Instant.now().getEpochSecond() / PERIOD_SECONDS);
  }

  /** And shows that it did. */
  public static Authenticator verified(Http by) {
    var made = enrolled(by, "Authenticator");
    made.show(by, made.digits(0)).expect(200);
    return made;
  }

  /** What it shows so many half minutes later (RFC 6238). */
  public String digits(int later) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var moment = ByteBuffer.allocate(Long.BYTES).putLong(step + later).array();
      var hash = HexFormat.of().formatHex(mac.doFinal(moment));
      int offset = Integer.parseInt(hash.substring(39), 16) * 2;
      long number = Long.parseLong(hash.substring(offset, offset + 8), 16) & 0x7fff_ffffL;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Digits that it does not show soon. */
  public String wrong() {
    return IntStream.rangeClosed(-1, 5).mapToObj(this::digits).anyMatch("123456"::equals)
        ? "654321"
        : "123456";
  }

  public Http.Answer challenge(Http by) {
    return by.post(FACTORS + "/" + factorId + "/challenge", Map.of());
  }

  public Http.Answer show(Http by, String code) {
    var asked = challenge(by).expect(200);
    return by.post(
        FACTORS + "/" + factorId + "/verify",
        Map.of("challenge_id", asked.text("/id"), "code", code));
  }

  private static byte[] decoded(String base32) {
    var number = BigInteger.ZERO;
    for (int i = 0; i < base32.length(); i++) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(base32.charAt(i))));
    }
    var hex = number.toString(16);
    return HexFormat.of().parseHex("0".repeat(base32.length() * 5 / 4 - hex.length()) + hex);
  }
}
