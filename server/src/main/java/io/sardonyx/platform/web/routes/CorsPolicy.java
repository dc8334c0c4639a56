package io.sardonyx.platform.web.routes;

import java.util.function.Predicate;

/**
 * Which pages of other origins may use a group of routes (https://fetch.spec.whatwg.org, 3.3).
 * Credentials are never allowed: a browser then sends no cookie of ours along, and without one the
 * routes are as open to a page as to any other program.
 *
 * @param origins the origins that may; asked on the event loop, so it must not block
 * @param anyOrigin whether every origin may, which responses then say without naming one
 * @param methods allowed methods, with commas between them
 * @param headers request headers that a page may set
 * @param exposedHeaders response headers that a page may read
 */
public record CorsPolicy(
    Predicate<String> origins,
    boolean anyOrigin,
    String methods,
    String headers,
    String exposedHeaders) {
  /** Pages of other origins may not use the routes. */
  public static final CorsPolicy NONE = new CorsPolicy(origin -> false, false, "", "", "");

  public static CorsPolicy ofAnyOrigin(String methods, String headers, String exposedHeaders) {
    return new CorsPolicy(origin -> true, true, methods, headers, exposedHeaders);
  }

  /**
   * @param origins such as those that an application registered
   */
  public static CorsPolicy ofOrigins(
      Predicate<String> origins, String methods, String headers, String exposedHeaders) {
    return new CorsPolicy(origins, false, methods, headers, exposedHeaders);
  }
}
