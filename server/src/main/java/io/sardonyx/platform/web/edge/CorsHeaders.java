package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.web.routes.CorsPolicy;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The headers that tell a browser whether a page of another origin may read a response. */
final class CorsHeaders {
  private static final String AN_HOUR = "3600";

  private CorsHeaders() {}

  static boolean isPreflight(HttpServerRequest request) {
    return request.method() == HttpMethod.OPTIONS
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /**
   * @return whether the page that asks may use the route, which the response's headers then say
   */
  static boolean allow(HttpServerRequest request, CorsPolicy policy) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    var headers = request.response().headers();
    if (policy != CorsPolicy.NONE && !policy.anyOrigin()) {
      headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (origin == null || !policy.origins().test(origin)) {
      return false;
    }
    headers
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, policy.anyOrigin() ? "*" : origin)
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, policy.methods())
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, policy.headers())
        .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, policy.exposedHeaders())
        .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, AN_HOUR);
    return true;
  }
}
