package io.sardonyx.identity.tokens;

import io.sardonyx.platform.web.routes.CorsPolicy;
import io.sardonyx.platform.web.routes.RouteGroup;
import jakarta.inject.Singleton;

/** What anybody may read, pages of other origins too: it is public. */
@Singleton
public class WellKnownRoutes implements RouteGroup {
  @Override
  public String prefix() {
    return "/.well-known";
  }

  @Override
  public CorsPolicy cors() {
    return CorsPolicy.ofAnyOrigin("GET", "authorization, apikey", "x-request-id");
  }
}
