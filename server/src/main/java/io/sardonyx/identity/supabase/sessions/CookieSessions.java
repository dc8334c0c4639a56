package io.sardonyx.identity.supabase.sessions;

import io.sardonyx.identity.login.Cookies;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.identity.tokens.TokenIssuer;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.SessionCookie;
import io.sardonyx.platform.web.authentication.SiteOrigin;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Login sessions of our own pages, whose tokens are cookies: the organization's people. */
@Singleton
public class CookieSessions {
  private final AuthSessions sessions;
  private final LoginSessions loginSessions;
  private final TokenIssuer tokens;
  private final SiteOrigin ownOrigin;
  private final InstantSource clock;

  CookieSessions(
      AuthSessions sessions,
      LoginSessions loginSessions,
      TokenIssuer tokens,
      SiteOrigin ownOrigin,
      InstantSource clock) {
    this.sessions = sessions;
    this.loginSessions = loginSessions;
    this.tokens = tokens;
    this.ownOrigin = ownOrigin;
    this.clock = clock;
  }

  public Response token(@Nullable String grantType, PostToken body, RoutingContext routing) {
    requireOwnPage(routing.request());
    var device = Device.of(routing);
    var signedIn =
        switch (String.valueOf(grantType)) {
          case "password" -> signIn(body, routing, device);
          case "refresh_token" -> refresh(routing, device);
          default -> throw AuthSessions.unsupported(grantType);
        };
    return Response.ok(sessions.view(signedIn).withoutTokens())
        .cookie(Cookies.of(signedIn, routing, clock.instant()))
        .build();
  }

  /** New tokens for a caller who has some: they go where those before came from. */
  public Response renewed(SessionTokens signedIn, RoutingContext routing) {
    var view = sessions.view(signedIn);
    return isByCookie(routing)
        ? Response.ok(view.withoutTokens())
            .cookie(Cookies.of(signedIn, routing, clock.instant()))
            .build()
        : Response.ok(view).build();
  }

  /** What a program says of itself comes before what a browser sends along. */
  public static boolean isByCookie(RoutingContext routing) {
    return SessionCookie.ACCESS.in(routing) != null
        && routing.request().getHeader("authorization") == null;
  }

  private SessionTokens signIn(PostToken body, RoutingContext routing, Device device) {
    var signedIn = sessions.withPassword(null, body, device);
    var before = SessionCookie.REFRESH.in(routing);
    if (before != null) {
      loginSessions.endReplaced(before, device.address());
    }
    return signedIn;
  }

  private SessionTokens refresh(RoutingContext routing, Device device) {
    var token = SessionCookie.REFRESH.in(routing);
    if (token == null) {
      throw Problem.unauthenticated("refresh_token_required", "Sign in first.");
    }
    var id = loginSessions.ofRefreshToken(token);
    var csrf = routing.request().getHeader("x-csrf-token");
    if (id.isPresent() && !tokens.isCsrfToken(csrf, id.get())) {
      throw Problem.forbidden(
          "invalid_csrf_token", "Send the CSRF token's cookie as the header X-CSRF-Token too.");
    }
    return loginSessions.refresh(token, device.address());
  }

  /**
   * Another one's page could otherwise sign its visitor in as somebody else. What sends no origin
   * is no page.
   */
  private void requireOwnPage(HttpServerRequest request) {
    var origin = request.getHeader("origin");
    var asked = request.authority();
    if (origin != null && !ownOrigin.is(origin, asked == null ? null : asked.toString())) {
      throw Problem.forbidden("origin_not_allowed", "Cookies are for our own pages.");
    }
    if (request.headers().contains("apikey")) {
      throw AuthErrors.invalid("Cookies are for the organization's own people");
    }
  }
}
