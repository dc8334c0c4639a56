package io.sardonyx.platform.web.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Routes that pages of any origin may use: those that applications' pages call with the
 * application's key. A browser sends no cookie of ours along, for it is not told that it may, and
 * without one they are as open to a page as to any other program.
 */
final class CorsHeaders {
  private static final String AUTH = "/auth/v1/";

  private CorsHeaders() {}

  static boolean isFor(HttpServerRequest request) {
    return String.valueOf(request.path()).startsWith(AUTH)
        && request.headers().contains(HttpHeaders.ORIGIN);
  }

  static void allow(HttpServerRequest request) {
    request
        .response()
        .headers()
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE")
        .set(
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            "apikey, authorization, content-type, x-client-info, x-supabase-api-version")
        .set(
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
            "x-supabase-api-version, x-total-count, link, x-request-id, retry-after, ratelimit,"
                + " ratelimit-policy")
        .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
  }
}
