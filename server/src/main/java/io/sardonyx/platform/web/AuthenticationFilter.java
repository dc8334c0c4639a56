package io.sardonyx.platform.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Every matched route needs a caller unless it is {@link Anonymous}. Runs on the resource method's
 * own (virtual) thread, so that the authenticator may block.
 */
@Singleton
public class AuthenticationFilter {
  private static final String BEARER = "Bearer ";

  private final Instance<Authenticator> authenticator;

  AuthenticationFilter(Instance<Authenticator> authenticator) {
    this.authenticator = authenticator;
  }

  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  public void authenticate(
      ContainerRequestContext context, ResourceInfo resource, RoutingContext routing) {
    var route = Route.of(resource.getResourceMethod());
    routing.put(Route.KEY, route);
    if (route.anonymous()) {
      return;
    }
    var request = routing.request();
    var caller = authenticator.get().authenticate(credentials(request));
    context.setSecurityContext(Callers.holding(caller, request.isSSL()));
  }

  /** What the request says about its caller; the realtime gateway asks the same of an upgrade. */
  public static Credentials credentials(HttpServerRequest request) {
    var headers = request.headers();
    return new Credentials(
        bearer(headers.get("authorization")),
        value(request.getCookie(Credentials.ACCESS_COOKIE)),
        headers.get("x-api-key"),
        headers.get("apikey"),
        headers.get("x-csrf-token"),
        request.method().name(),
        request.remoteAddress().hostAddress());
  }

  private static @Nullable String value(@Nullable Cookie cookie) {
    return cookie == null ? null : cookie.getValue();
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
