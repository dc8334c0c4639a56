package io.sardonyx.platform.crypto;

/** A password's hash as text, whichever algorithm made it. */
sealed interface PasswordHash permits Argon2Hash, BcryptHash {
  boolean matches(byte[] password);

  /**
   * @throws IllegalArgumentException when it is none that can be checked here
   */
  static PasswordHash parse(String text) {
    return text.startsWith("$2") ? BcryptHash.parse(text) : Argon2Hash.parse(text);
  }
}
