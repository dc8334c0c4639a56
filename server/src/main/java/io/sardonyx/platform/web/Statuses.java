package io.sardonyx.platform.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;

/** The title, the error code and a default sentence for an HTTP status. */
public final class Statuses {
  private Statuses() {}

  static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  /** For {@code Retry-After}; rounded up, because a second too early is another refusal. */
  static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /** The code for a status that the framework chose. */
  static String code(int status) {
    return switch (status) {
      case 400 -> "malformed_request";
      case 401 -> "unauthenticated";
      case 403 -> "forbidden";
      case 404 -> "route_not_found";
      case 405 -> "method_not_allowed";
      case 406 -> "not_acceptable";
      case 408 -> "request_timeout";
      case 413 -> "body_too_large";
      case 414 -> "uri_too_long";
      case 415 -> "unsupported_media_type";
      case 426 -> "upgrade_required";
      case 429 -> "too_many_requests";
      case 431 -> "headers_too_large";
      case 503 -> "unavailable";
      default -> status < 500 ? "refused" : "internal_error";
    };
  }

  public static String detail(int status) {
    return switch (status) {
      case 400 -> "The request is malformed.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not support the method.";
      case 406 -> "This address has no representation in an accepted media type.";
      case 415 -> "Send the body as application/json.";
      case 426 -> "This endpoint requires a WebSocket upgrade.";
      default ->
          status < 500
              ? title(status) + "."
              : "An internal error occurred. Give the operator of this server the request id.";
    };
  }
}
