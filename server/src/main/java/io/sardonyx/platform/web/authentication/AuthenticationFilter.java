package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates the caller of every route that is not {@link Anonymous} and applies the route's
 * rate limits. Runs on the virtual thread of the resource method, so the authenticator may block.
 */
@Singleton
public class AuthenticationFilter {
  private static final String BEARER = "Bearer ";

  private final Instance<Authenticator> authenticator;
  // Looked up by request: filters are created before the settings are read.
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
    var request = routing.request();
    var limits = limiter.get();
    for (var each : route.rateLimits()) {
      if (limits.isPerAddress(each.value()) && Route.isCounted(each, request.query())) {
        limits.count(routing, each.value());
      }
    }
    if (route.anonymous()) {
      return;
    }
    var credentials = credentials(routing);
    var caller = authenticator.get().authenticate(credentials, route.allowedBefore());
    limits.count(request, RateClass.CALLER, caller);
    for (var each : route.rateLimits()) {
      if (!limits.isPerAddress(each.value()) && Route.isCounted(each, request.query())) {
        limits.count(request, each.value(), caller);
      }
    }
    context.setSecurityContext(RequestCaller.holding(caller, request.isSSL()));
  }

  /** The credentials in a request; the realtime gateway reads those of an upgrade. */
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
