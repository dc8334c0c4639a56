package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.jspecify.annotations.Nullable;

/** Detects requests that the framework would fail at or refuse with an empty 400. */
final class MalformedRequest {
  private MalformedRequest() {}

  static Optional<Problem> in(HttpServerRequest request) {
    if (!isAddress(request.uri())) {
      return refused(
          "malformed_address",
          "The address has an invalid character or an invalid percent encoding.");
    }
    if (!isAccept(request.getHeader(HttpHeaders.ACCEPT))) {
      return refused("malformed_accept", "Accept must be a list of media types.");
    }
    return Optional.empty();
  }

  /** An encoded NUL is valid, but the database can store no text with it. */
  private static boolean isAddress(String uri) {
    if (uri.chars().allMatch(MalformedRequest::isPlain)) {
      return true; // The common case, on the path of every request.
    }
    try {
      return !uri.contains("%00") && new URI(uri).getRawPath() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isPlain(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "/-_.~?=&".indexOf(c) >= 0;
  }

  private static boolean isAccept(@Nullable String accept) {
    if (accept == null || accept.equals("*/*")) {
      return true;
    }
    try {
      return !MediaTypeHelper.parseHeader(accept).isEmpty();
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  private static Optional<Problem> refused(String code, String sentence) {
    return Optional.of(new Problem(Problem.Kind.MALFORMED, code, sentence));
  }
}
