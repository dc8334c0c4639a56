package io.sardonyx.identity.accounts;

import io.sardonyx.platform.crypto.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/**
 * What a client shows before a code that it will be given later: only whoever knows the verifier
 * that it was made from may use the code (RFC 7636).
 */
public record CodeChallenge(String value, Method method) {
  /** How the challenge is made from the verifier. The lower-case name is what the database says. */
  public enum Method {
    PLAIN,
    S256;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CodeChallenge of(String value, String method) {
    return new CodeChallenge(value, Method.valueOf(method.toUpperCase(Locale.ROOT)));
  }

  boolean isMadeFrom(String verifier) {
    var made =
        switch (method) {
          case PLAIN -> verifier;
          case S256 ->
              Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(verifier));
        };
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), made.getBytes(StandardCharsets.UTF_8));
  }

  /** Of use to whoever guesses verifiers. */
  @Override
  public String toString() {
    return "CodeChallenge[" + method + "]";
  }
}
