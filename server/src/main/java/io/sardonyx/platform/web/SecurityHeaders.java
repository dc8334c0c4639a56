package io.sardonyx.platform.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The security headers of every response. */
public final class SecurityHeaders {
  static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence OPENER =
      HttpHeaders.createOptimized("cross-origin-opener-policy");
  private static final CharSequence RESOURCE =
      HttpHeaders.createOptimized("cross-origin-resource-policy");
  private static final CharSequence TRANSPORT =
      HttpHeaders.createOptimized("strict-transport-security");
  private static final CharSequence A_YEAR =
      HttpHeaders.createOptimized("max-age=31536000; includeSubDomains");

  /** For a response that is data and is never shown as a page. */
  private static final CharSequence DATA_POLICY =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

  /**
   * Nothing from other origins: images in a model's answer must not be a way to carry text out.
   * Nothing inline either: components set their styles by script, which needs no permission.
   */
  private static final CharSequence PAGE_POLICY =
      HttpHeaders.createOptimized(
          "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
              + " font-src 'self'; worker-src 'self'; connect-src 'self'; object-src 'none';"
              + " base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'");

  private SecurityHeaders() {}

  /** For data, which most responses are; those of a page replace some. */
  public static void ofData(MultiMap headers, boolean tls) {
    headers
        .set(CONTENT_TYPE_OPTIONS, NOSNIFF)
        .set(POLICY, DATA_POLICY)
        .set(REFERRER, NO_REFERRER)
        .set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    if (tls) {
      headers.set(TRANSPORT, A_YEAR);
    }
  }

  public static void ofPage(MultiMap headers) {
    headers
        .set(POLICY, PAGE_POLICY)
        .set(REFERRER, SAME_ORIGIN)
        .set(OPENER, SAME_ORIGIN)
        .set(RESOURCE, SAME_ORIGIN);
  }
}
