package io.sardonyx.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's authenticator, which knows nothing of ours: it was told a secret, and reckons. */
public record Authenticator(String factorId, byte[] secret) {
  private static final String FACTORS = "/auth/v1/factors";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Learns the secret of a factor that is new, and counts for nothing yet. */
  public static Authenticator enrolled(Http by, String name) {
    var answer = by.post(FACTORS, Map.of("factor_type", "totp", "friendly_name", name)).expect(200);
    return new Authenticator(answer.text("/id"), decoded(answer.text("/totp/secret")));
  }

  /** And shows that it did. */
  public static Authenticator verified(Http by) {
    var made = enrolled(by, "Authenticator");
    made.show(by, made.digits(0)).expect(200);
    return made;
  }

  /** What it shows so many half minutes from now (RFC 6238). */
  public String digits(int later) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      long step = Instant.now().getEpochSecond() / 30 + later;
      var hash =
          HexFormat.of().formatHex(mac.doFinal(ByteBuffer.allocate(8).putLong(step).array()));
      int offset = Integer.parseInt(hash.substring(39), 16) * 2;
      long number = Long.parseLong(hash.substring(offset, offset + 8), 16) & 0x7fff_ffffL;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Digits that it does not show now. */
  public String wrong() {
    return digits(0).equals("123456") || digits(1).equals("123456") || digits(-1).equals("123456")
        ? "654321"
        : "123456";
  }

  public Http.Answer show(Http by, String code) {
    var asked = by.post(FACTORS + "/" + factorId + "/challenge", Map.of()).expect(200);
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
