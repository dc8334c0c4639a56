package io.sardonyx.realtime;

import com.nimbusds.jwt.JWTParser;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Authenticator;
import io.sardonyx.platform.web.authentication.Credentials;
import io.sardonyx.platform.web.authentication.SiteOrigin;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may have a socket: what the command brings, else what the upgrade request brought. */
@Singleton
final class SocketAuthenticator {
  private final Authenticator authenticator;
  private final SiteOrigin ownOrigin;

  SocketAuthenticator(Authenticator authenticator, SiteOrigin ownOrigin) {
    this.authenticator = authenticator;
    this.ownOrigin = ownOrigin;
  }

  /**
   * @param publishableKey the application whose backend signed the token
   * @throws Problem when it does not hold
   * @throws OriginRefused for a cookie that a page of somebody else's sent along
   */
  SocketPrincipal authenticate(
      UpgradeRequest upgrade, @Nullable String accessToken, @Nullable String publishableKey)
      throws OriginRefused {
    var credentials =
        accessToken == null ? upgrade.credentials() : bearer(upgrade, accessToken, publishableKey);
    if (credentials.bearer() == null && credentials.apiKey() == null) {
      // Any page can make a browser connect, and the browser sends our cookie along.
      if (credentials.accessCookie() != null && !isOurs(upgrade)) {
        throw new OriginRefused();
      }
    }
    var caller = authenticator.authenticate(credentials);
    return new SocketPrincipal(
        caller, earlier(expiry(credentials), authenticator.goodUntil(credentials)));
  }

  private boolean isOurs(UpgradeRequest upgrade) {
    var origin = upgrade.origin();
    return origin != null && ownOrigin.is(origin, upgrade.authority());
  }

  private static Credentials bearer(
      UpgradeRequest upgrade, String token, @Nullable String publishableKey) {
    return new Credentials(token, null, null, publishableKey, null, "GET", upgrade.address());
  }

  /** Of a token that the authenticator has just verified; here it is only read. */
  private static @Nullable Instant expiry(Credentials credentials) {
    var token = credentials.bearer() != null ? credentials.bearer() : credentials.accessCookie();
    if (token == null) {
      return null;
    }
    try {
      var claims = JWTParser.parse(token).getJWTClaimsSet();
      var at = claims == null ? null : claims.getExpirationTime();
      return at == null ? null : at.toInstant();
    } catch (ParseException notJwt) {
      return null;
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** A page that is not ours tried to speak in the name of its visitor. */
  static final class OriginRefused extends Exception {
    OriginRefused() {
      super("origin refused", null, false, false);
    }
  }
}
