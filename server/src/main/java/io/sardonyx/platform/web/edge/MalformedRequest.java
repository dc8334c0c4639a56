package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.jspecify.annotations.Nullable;

/** What the framework fails at when it comes to read it, or answers with an empty 400. */
final class MalformedRequest {
  private MalformedRequest() {}

  static Optional<Problem> in(HttpServerRequest request) {
    if (!isAddress(request.uri())) {
      return refused(
          "malformed_address",
          "The address holds a sign that does not belong there, or one that is wrongly encoded.");
    }
    if (!isAccept(request.getHeader(HttpHeaders.ACCEPT))) {
      return refused("malformed_accept", "Accept must be a list of media types.");
    }
    return Optional.empty();
  }

  /** NUL is encoded rightly, but no text that the database can hold has it. */
  private static boolean isAddress(String uri) {
    if (uri.chars().allMatch(MalformedRequest::isPlain)) {
      return true; // Nearly all are, and it is on the path of every request.
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
