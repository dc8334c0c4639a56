package io.sardonyx.identity.login;

import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.platform.web.Tls;
import io.sardonyx.platform.web.authentication.SessionCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;
import java.time.Instant;

/**
 * A login session in a browser: pages cannot read its tokens. They can read the CSRF token, which
 * another site's page cannot, and must send it along.
 */
public final class Cookies {
  private Cookies() {}

  public static NewCookie[] of(SessionTokens signedIn, RoutingContext routing, Instant now) {
    int accessAge = seconds(now, signedIn.access().expiresAt());
    int refreshAge = seconds(now, signedIn.refreshExpiresAt());
    return new NewCookie[] {
      access(signedIn.access().value(), accessAge, routing),
      refresh(signedIn.refreshToken(), refreshAge, routing),
      csrf(signedIn.csrfToken(), refreshAge, routing)
    };
  }

  /** What makes a browser forget them. */
  public static NewCookie[] none(RoutingContext routing) {
    return new NewCookie[] {access("", 0, routing), refresh("", 0, routing), csrf("", 0, routing)};
  }

  private static NewCookie access(String value, int seconds, RoutingContext routing) {
    // Lax, so that a link from elsewhere opens a page that is signed in.
    return cookie(SessionCookie.ACCESS, value, seconds, routing)
        .httpOnly(true)
        .sameSite(SameSite.LAX)
        .build();
  }

  private static NewCookie refresh(String value, int seconds, RoutingContext routing) {
    return cookie(SessionCookie.REFRESH, value, seconds, routing)
        .httpOnly(true)
        .sameSite(SameSite.STRICT)
        .build();
  }

  private static NewCookie csrf(String value, int seconds, RoutingContext routing) {
    return cookie(SessionCookie.CSRF, value, seconds, routing).sameSite(SameSite.STRICT).build();
  }

  private static NewCookie.Builder cookie(
      SessionCookie cookie, String value, int seconds, RoutingContext routing) {
    return new NewCookie.Builder(cookie.nameFor(routing))
        .value(value)
        .path("/")
        .maxAge(seconds)
        .secure(Tls.isNeeded(routing));
  }

  private static int seconds(Instant now, Instant end) {
    return Math.toIntExact(Math.max(1, Duration.between(now, end).toSeconds()));
  }
}
