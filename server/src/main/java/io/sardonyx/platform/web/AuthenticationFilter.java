package io.sardonyx.platform.web;

import io.sardonyx.platform.web.RateLimits.Kind;
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
  // Asked for when a request comes: filters are made before there are settings.
  private final Instance<RateLimiter> limiter;

  AuthenticationFilter(Instance<Authenticator> authenticator, Instance<RateLimiter> limiter) {
    this.authenticator = authenticator;
    this.limiter = limiter;
  }

  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  public void authenticate(
      ContainerRequestContext context, ResourceInfo resource, RoutingContext routing) {
    var route = Route.of(resource.getResourceMethod());
    routing.put(Route.KEY, route);
    if (route.isGuessable(routing.request().query())) {
      limiter
          .get()
          .count(routing.request(), Kind.SIGN_IN, RateLimiter.network(ClientAddress.of(routing)));
    }
    if (route.anonymous()) {
      return;
    }
    var credentials = credentials(routing);
    var caller =
        route.beforePasswordChange()
            ? authenticator.get().authenticateBeforePasswordChange(credentials)
            : authenticator.get().authenticate(credentials);
    var key = caller.apiKeyId();
    limiter
        .get()
        .count(routing.request(), Kind.CALLER, (key == null ? caller.userId() : key).toString());
    context.setSecurityContext(Callers.holding(caller, routing.request().isSSL()));
  }

  /** What the request says about its caller; the realtime gateway asks the same of an upgrade. */
  public static Credentials credentials(RoutingContext routing) {
    var request = routing.request();
    var headers = request.headers();
    return new Credentials(
        bearer(headers.get("authorization")),
        SessionCookie.ACCESS.in(routing),
        headers.get("x-api-key"),
        headers.get("apikey"),
        headers.get("x-csrf-token"),
        request.method().name(),
        ClientAddress.of(routing));
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
