package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.Statuses;
import io.sardonyx.platform.web.routes.LargeBodies;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's whole body on the event loop before a thread is asked to work on it, so that a
 * slow sender costs a buffer and no thread: bounded in bytes (for one, for all of a network and for
 * all) and in time. What has more than others may have is counted apart from them, so that it takes
 * nothing from them.
 */
public final class RequestBody {
  /** What is still read and thrown away after a refusal, so that the sender gets to see it. */
  private static final long LINGER_BYTES = 16_000_000;

  private static final long LINGER_MILLIS = 2_000;

  /** Where a body is JSON or is refused. */
  private static final List<String> JSON_ONLY = List.of("/api/", "/auth/");

  private static final String JSON = "application/json";

  private final int limit;
  private final long deadlineMillis;
  private final BodyBudget budget;
  private final BodyBudget largeBudget;
  private final Map<String, Integer> largeLimits;

  private RequestBody(Map<String, Integer> largeLimits) {
    int largest = largeLimits.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    this.limit = Edge.MAX_BODY;
    this.deadlineMillis = Edge.BODY_MILLIS;
    this.budget = new BodyBudget(Edge.MAX_BODIES, Edge.MAX_BODIES_PER_NETWORK);
    this.largeBudget =
        new BodyBudget(
            Math.max(largest, Edge.MAX_LARGE_BODIES), Math.max(largest, Edge.MAX_LARGE_BODIES / 4));
    this.largeLimits = largeLimits;
  }

  static RequestBody within(Iterable<LargeBodies> large) {
    var limits = new HashMap<String, Integer>();
    large.forEach(route -> limits.put(route.path(), route.limit()));
    return new RequestBody(Map.copyOf(limits));
  }

  /** Goes on with the next handler when the body is there. */
  void read(RoutingContext routing, ConcurrencyLimiter.Share share) {
    var request = routing.request();
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        || "0".equals(length)) {
      routing.next();
      return;
    }
    var refusal = refusal(request, length);
    if (refusal != null) {
      refuse(routing, refusal);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    new Reading(routing, share).start();
  }

  private @Nullable Problem refusal(HttpServerRequest request, @Nullable String length) {
    if (length != null && (length.length() > 18 || isTooLarge(request, Long.parseLong(length)))) {
      return tooLarge(request);
    }
    var transfer = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
    if (transfer != null && !transfer.equalsIgnoreCase("chunked")) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      return new Problem(
          Problem.Kind.MALFORMED,
          "unsupported_transfer_encoding",
          "Send the body with a Content-Length, or in chunks and nothing else.");
    }
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      return new Problem(
          Problem.Kind.UNSUPPORTED, "compressed_body", "Send the body without Content-Encoding.");
    }
    var path = String.valueOf(request.path());
    if (JSON_ONLY.stream().anyMatch(path::startsWith)
        && !isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return new Problem(Problem.Kind.UNSUPPORTED, "unsupported_media_type", Statuses.detail(415));
    }
    return null;
  }

  /**
   * UTF-16 and UTF-32, which the JSON reader would guess: one of the first bytes is zero or a mark.
   */
  public static boolean isWide(Buffer body) {
    if (body.length() < 2) {
      return false;
    }
    int first = body.getUnsignedByte(0);
    int second = body.getUnsignedByte(1);
    return first == 0
        || second == 0
        || first == 0xfe && second == 0xff
        || first == 0xff && second == 0xfe;
  }

  /** A form or plain text can be sent by any page on the web without asking; JSON cannot. */
  public static boolean isJson(@Nullable String type) {
    if (type == null || !type.regionMatches(true, 0, JSON, 0, JSON.length())) {
      return false;
    }
    var rest = type.substring(JSON.length()).replace(" ", "").toLowerCase(Locale.ROOT);
    return rest.isEmpty() || rest.equals(";charset=utf-8") || rest.equals(";charset=\"utf-8\"");
  }

  private boolean isTooLarge(HttpServerRequest request, long bytes) {
    return bytes > limit && bytes > limit(request);
  }

  private int limit(HttpServerRequest request) {
    return largeLimits.getOrDefault(String.valueOf(request.path()), limit);
  }

  private Problem tooLarge(HttpServerRequest request) {
    return new Problem(
        Problem.Kind.TOO_LARGE,
        "body_too_large",
        "The body is larger than " + limit(request) + " bytes, the most that is read here.");
  }

  private static void refuse(RoutingContext routing, Problem problem) {
    refuse(routing, problem, !isKnownToBeShort(routing.request()));
  }

  /**
   * @param isLast whether the connection ends with it, soon, whatever the sender does
   */
  private static void refuse(RoutingContext routing, Problem problem, boolean isLast) {
    var request = routing.request();
    if (isLast) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    var thrownAway = new AtomicLong();
    request.handler(data -> {
      if (thrownAway.addAndGet(data.length()) > LINGER_BYTES) {
        request.connection().close();
      }
    });
    request.exceptionHandler(gone -> {});
    var vertx = routing.vertx();
    long timer = vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
    request.endHandler(end -> {
      vertx.cancelTimer(timer);
      if (isLast) {
        request.connection().close();
      }
    });
    ProblemWriter.write(request, problem);
    request.resume();
  }

  /** What may be too long to be thrown away is the last of its connection, and is told so. */
  private static boolean isKnownToBeShort(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.length() <= 18 && Long.parseLong(length) <= LINGER_BYTES;
  }

  /** One body on its way. All of it happens on the connection's event loop. */
  private final class Reading {
    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final ConcurrencyLimiter.Share share;
    private final Buffer body = Buffer.buffer();
    private long timer;
    private boolean over;
    private long taken;
    private boolean isLarge;

    Reading(RoutingContext routing, ConcurrencyLimiter.Share share) {
      this.routing = routing;
      this.share = share;
      this.request = routing.request();
    }

    void start() {
      timer = routing.vertx().setTimer(deadlineMillis, late -> tooSlow());
      routing.addEndHandler(answered -> giveBack());
      request.handler(this::take);
      request.exceptionHandler(broken -> brokenOff());
      request.endHandler(end -> done());
      request.resume();
    }

    private void take(Buffer data) {
      if (over) {
        return;
      }
      var refusal =
          isTooLarge(request, taken + data.length()) ? tooLarge(request) : count(data.length());
      if (refusal == null) {
        body.appendBuffer(data);
      } else {
        finish();
        refuse(routing, refusal);
      }
    }

    private @Nullable Problem count(int bytes) {
      if (!isLarge && taken + bytes > limit) {
        giveBack();
        isLarge = true;
        taken += bytes;
        return largeBudget.take(share.largeBodies, taken);
      }
      taken += bytes;
      return isLarge
          ? largeBudget.take(share.largeBodies, bytes)
          : budget.take(share.bodies, bytes);
    }

    private void giveBack() {
      if (isLarge) {
        largeBudget.giveBack(share.largeBodies, taken);
      } else {
        budget.giveBack(share.bodies, taken);
      }
    }

    /** The sender is gone, or sent what is no chunk: then it may still read why. */
    private void brokenOff() {
      if (!over) {
        finish();
        var connection = request.connection();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ProblemWriter.write(
            request,
            new Problem(
                Problem.Kind.MALFORMED, "body_broken_off", "The body ended in the middle."));
        // What comes after no chunk is no body either: none of it is read.
        routing.vertx().setTimer(LINGER_MILLIS, late -> connection.close());
      }
    }

    private void done() {
      if (over) {
        return;
      }
      finish();
      if (isWide(body)) {
        ProblemWriter.write(
            request,
            new Problem(Problem.Kind.MALFORMED, "invalid_utf8", "The body is not in UTF-8."));
      } else {
        ((RoutingContextInternal) routing).setBody(body);
        routing.next();
      }
    }

    private void tooSlow() {
      if (!over) {
        finish();
        refuse(
            routing,
            new Problem(
                Problem.Kind.TIMEOUT,
                "body_too_slow",
                "The body did not arrive within " + deadlineMillis / 1000 + " seconds."),
            true);
      }
    }

    private void finish() {
      over = true;
      routing.vertx().cancelTimer(timer);
    }
  }
}
