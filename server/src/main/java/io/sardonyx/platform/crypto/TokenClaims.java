package io.sardonyx.platform.crypto;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a token says, read without trust: a claim that is missing, of another type or out of range
 * is absent.
 */
public record TokenClaims(Map<String, Object> claims) {
  public Optional<String> text(String name) {
    return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A NumericDate of RFC 7519, to the second. */
  public Optional<Instant> time(String name) {
    try {
      return claims.get(name) instanceof Number seconds
          ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
          : Optional.empty();
    } catch (DateTimeException outOfRange) {
      return Optional.empty();
    }
  }

  public Optional<Integer> number(String name) {
    return claims.get(name) instanceof Number number && number.longValue() == number.intValue()
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  public boolean has(String name) {
    return claims.containsKey(name);
  }
}
