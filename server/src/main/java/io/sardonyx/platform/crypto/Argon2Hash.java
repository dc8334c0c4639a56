package io.sardonyx.platform.crypto;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** One hash with what it was made from, apart from the password. As text it is a PHC string. */
record Argon2Hash(Cost cost, byte[] salt, byte[] hash) implements PasswordHash {
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /**
   * @param memory in KiB
   */
  record Cost(int memory, int passes, int lanes) {
    /** Every sign-in pays it: that is what a hash made elsewhere may cost at most. */
    private static final Cost MOST = new Cost(65_536, 8, 16);

    boolean isAffordable() {
      return passes > 0
          && lanes > 0
          && memory >= 8 * lanes
          && memory <= MOST.memory()
          && passes <= MOST.passes()
          && lanes <= MOST.lanes();
    }
  }

  static Argon2Hash make(byte[] password, Cost cost, byte[] salt, int length) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    var hash = new byte[length];
    generator.generateBytes(password, hash);
    return new Argon2Hash(cost, salt, hash);
  }

  /**
   * @throws IllegalArgumentException unless it is a PHC string of Argon2id, version 19
   */
  static Argon2Hash parse(String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a PHC string of Argon2id.");
    }
    var cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    var decoder = Base64.getDecoder();
    return new Argon2Hash(cost, decoder.decode(parts.group(4)), decoder.decode(parts.group(5)));
  }

  @Override
  public boolean matches(byte[] password) {
    return MessageDigest.isEqual(hash, make(password, cost, salt, hash.length).hash());
  }

  @Override
  public String toString() {
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memory(),
            cost.passes(),
            cost.lanes(),
            encoder.encodeToString(salt),
            encoder.encodeToString(hash));
  }
}
