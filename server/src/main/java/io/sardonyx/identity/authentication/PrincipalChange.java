package io.sardonyx.identity.authentication;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * @param at by the database's clock
 */
record PrincipalChange(UUID subject, Instant at) {
  /** Empty for what no node of ours has sent. */
  static Optional<PrincipalChange> parse(String text) {
    try {
      var parts = text.split("@", 2);
      return parts.length == 2
          ? Optional.of(new PrincipalChange(UUID.fromString(parts[0]), Instant.parse(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  /** As other nodes {@link #parse} it. */
  @Override
  public String toString() {
    return subject + "@" + at;
  }
}
