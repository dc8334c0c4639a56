package io.sardonyx.identity.supabase;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.routes.CorsPolicy;
import io.sardonyx.platform.web.routes.RouteGroup;
import jakarta.inject.Singleton;

/**
 * The routes that implement Supabase Auth. Applications' pages call them from their own origins,
 * with the application's key.
 */
@Singleton
public class AuthRoutes implements RouteGroup {
  private static final CorsPolicy CORS =
      CorsPolicy.ofAnyOrigin(
          "GET, POST, PUT, DELETE",
          "apikey, authorization, content-type, x-client-info, x-supabase-api-version",
          "x-supabase-api-version, x-total-count, link, x-request-id, retry-after, ratelimit,"
              + " ratelimit-policy");

  private final ErrorDialect errors = new AuthErrors();

  @Override
  public String prefix() {
    return "/auth/v1";
  }

  @Override
  public ErrorDialect errors() {
    return errors;
  }

  @Override
  public CorsPolicy cors() {
    return CORS;
  }

  @Override
  public boolean asksForKey() {
    return true;
  }
}
