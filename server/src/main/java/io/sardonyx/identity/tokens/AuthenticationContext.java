package io.sardonyx.identity.tokens;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a login session began, by the database's clock.
 *
 * @param method what was shown first, as the database names it
 * @param secondFactorAt when the second factor was shown last; null while it was not
 * @param now when this was read
 */
public record AuthenticationContext(
    String method, Instant at, @Nullable Instant secondFactorAt, Instant now) {
  public boolean isWithin(Duration time) {
    return now.isBefore(at.plus(time));
  }

  public boolean showedSecondFactorWithin(Duration time) {
    return secondFactorAt != null && now.isBefore(secondFactorAt.plus(time));
  }
}
