package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ProblemWriter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rest of a body that nobody reads. Some of it is received and dropped, because many clients
 * read a response only when they have sent their body; then the connection is closed.
 */
final class UnreadBody {
  /** The most that is received and dropped. */
  static final long BYTES = 16_000_000;

  /** The longest time for which it is. */
  static final long MILLIS = 2_000;

  private UnreadBody() {}

  /** Answers a request before its body is read. */
  static void refuse(RoutingContext routing, ProblemWriter problems, Problem problem) {
    boolean isLast = !isKnownToBeShort(routing.request());
    if (isLast) {
      routing.request().response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    problems.write(routing.request(), problem);
    discard(routing, isLast);
  }

  /**
   * @param isLast whether the connection is closed even if the body ends in time
   */
  static void discard(RoutingContext routing, boolean isLast) {
    var request = routing.request();
    var discarded = new AtomicLong();
    request.handler(data -> {
      if (discarded.addAndGet(data.length()) > BYTES) {
        request.connection().close();
      }
    });
    request.exceptionHandler(gone -> {});
    var vertx = routing.vertx();
    long timer = vertx.setTimer(MILLIS, late -> request.connection().close());
    request.endHandler(end -> {
      vertx.cancelTimer(timer);
      if (isLast) {
        request.connection().close();
      }
    });
    request.resume();
  }

  /** What may be too long to be dropped ends its connection, and the response says so. */
  static boolean isKnownToBeShort(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.length() <= 18 && Long.parseLong(length) <= BYTES;
  }
}
