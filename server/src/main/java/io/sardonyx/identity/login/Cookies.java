package io.sardonyx.identity.login;

import io.sardonyx.platform.web.Credentials;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A login session in a browser: pages cannot read its tokens. They can read the CSRF token, which
 * another site's page cannot, and must send it along.
 */
public final class Cookies {
  public static final String REFRESH = "sardonyx_refresh";

  private static final String ACCESS = Credentials.ACCESS_COOKIE;
  private static final String CSRF = "sardonyx_csrf";

  private static final String REFRESH_PATH = "/auth/v1";

  private Cookies() {}

  public static NewCookie[] of(SignedIn signedIn, HttpServerRequest request, Instant now) {
    boolean secure = isSecure(request);
    var access = signedIn.access();
    int refreshAge = seconds(now, signedIn.refreshExpiresAt());
    return new NewCookie[] {
      cookie(ACCESS, access.value(), seconds(now, access.expiresAt())).secure(secure).build(),
      cookie(REFRESH, signedIn.refreshToken(), refreshAge)
          .path(REFRESH_PATH)
          .sameSite(SameSite.STRICT)
          .secure(secure)
          .build(),
      cookie(CSRF, signedIn.csrfToken(), refreshAge)
          .sameSite(SameSite.STRICT)
          .httpOnly(false)
          .secure(secure)
          .build()
    };
  }

  /** What makes a browser forget them. */
  public static NewCookie[] none(HttpServerRequest request) {
    boolean secure = isSecure(request);
    return new NewCookie[] {
      cookie(ACCESS, "", 0).secure(secure).build(),
      cookie(REFRESH, "", 0).path(REFRESH_PATH).sameSite(SameSite.STRICT).secure(secure).build(),
      cookie(CSRF, "", 0).sameSite(SameSite.STRICT).httpOnly(false).secure(secure).build()
    };
  }

  private static NewCookie.Builder cookie(String name, String value, int seconds) {
    // Lax, so that a link from elsewhere opens a page that is signed in.
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .httpOnly(true)
        .sameSite(SameSite.LAX)
        .maxAge(seconds);
  }

  /**
   * Always, apart from a browser on the same machine, which without TLS would drop them. Behind a
   * proxy that ends TLS the host is not this machine's own.
   */
  private static boolean isSecure(HttpServerRequest request) {
    var authority = request.authority();
    return request.isSSL() || authority == null || !isThisMachine(authority.host());
  }

  private static boolean isThisMachine(String host) {
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private static int seconds(Instant now, Instant end) {
    return Math.toIntExact(Math.max(1, Duration.between(now, end).toSeconds()));
  }
}
