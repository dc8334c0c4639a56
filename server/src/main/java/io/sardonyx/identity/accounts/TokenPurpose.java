package io.sardonyx.identity.accounts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a mail's link is for. The lower-case name is what the database and the wire say. */
public enum TokenPurpose {
  SIGNUP(Duration.ofHours(24)),
  INVITE(Duration.ofDays(7)),
  RECOVERY(Duration.ofHours(1)),
  MAGICLINK(Duration.ofMinutes(10)),
  EMAIL_CHANGE(Duration.ofHours(24));

  private final Duration lifetime;

  TokenPurpose(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** For how long its link is good. */
  public Duration lifetime() {
    return lifetime;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TokenPurpose> of(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }
}
