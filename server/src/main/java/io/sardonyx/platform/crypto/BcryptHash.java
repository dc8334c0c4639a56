package io.sardonyx.platform.crypto;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A bcrypt hash of another program, as {@code $2b$10$…}. Only what was imported has this form. */
record BcryptHash(String text) implements PasswordHash {
  private static final Pattern FORM =
      Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}");

  private static final int MIN_COST = 4;

  /** Each one more takes twice as long, on a core that everybody's sign-ins share. */
  private static final int MAX_COST = 14;

  /**
   * @throws IllegalArgumentException unless it is bcrypt of a cost that we can afford
   */
  static BcryptHash parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a hash of bcrypt.");
    }
    int cost = Integer.parseInt(parts.group(1));
    if (cost < MIN_COST || cost > MAX_COST) {
      throw new IllegalArgumentException(
          "A bcrypt hash may cost %d to %d.".formatted(MIN_COST, MAX_COST));
    }
    return new BcryptHash(text);
  }

  @Override
  public boolean matches(byte[] password) {
    return OpenBSDBCrypt.checkPassword(text, password);
  }
}
