package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.json.JsonValues;
import io.sardonyx.platform.memory.MemoryBudget;
import io.sardonyx.platform.memory.MemoryReservation;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.Statuses;
import io.sardonyx.platform.web.routes.BodyLimit;
import io.sardonyx.platform.web.routes.Route;
import io.sardonyx.platform.web.routes.RouteTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies as their routes declare. A body is buffered on the event loop before a
 * thread is asked to work on it, so that a slow sender costs a buffer and no thread, unless the
 * route declares that it streams. Both are limited in bytes (of one body, of a network's and of
 * all) and in time. Bodies above the usual limit have a budget of their own, so that they take
 * nothing from others.
 */
public final class RequestBody {
  private static final String JSON = "application/json";

  /** Far more than any request needs; the tree of so many values takes 8 MB. */
  private static final int MAX_VALUES = 100_000;

  /** The number of values of which the tree is counted. */
  private static final int FEW_VALUES = 1_000;

  /** A large body as bytes, as text, and as the request that it is passed on with. */
  private static final long LARGE_BODY_COPIES = 4;

  private final RouteTable routes;
  private final ProblemWriter problems;
  private final BodyLimits limits;
  private final BodyBudget budget;
  private final BodyBudget largeBudget;
  private final MemoryBudget memory;

  RequestBody(RouteTable routes, ProblemWriter problems, BodyLimits limits, MemoryBudget memory) {
    this.routes = routes;
    this.problems = problems;
    this.limits = limits;
    this.memory = memory;
    this.budget = new BodyBudget(limits.inFlight(), limits.perNetwork());
    int largest = routes.largestBody();
    this.largeBudget =
        new BodyBudget(
            Math.max(largest, limits.largeInFlight()),
            Math.max(largest, limits.largeInFlight() / 4));
  }

  /** Goes on with the next handler when the body is buffered, or at once where it streams. */
  void read(RoutingContext routing, ConcurrencyLimiter.Share share) {
    var request = routing.request();
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean isEmpty =
        length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
            || "0".equals(length);
    var route =
        routes.withBody(request.method().name(), String.valueOf(request.path())).orElse(null);
    boolean isStreamed = route != null && route.streamedBody() != null;
    if (isEmpty) {
      if (isStreamed) {
        routing.put(RequestBodyStream.KEY, InputStream.nullInputStream());
      }
      routing.next();
      return;
    }
    long limit = limit(route);
    var refusal = refusal(request, length, limit, isStreamed);
    if (refusal != null) {
      UnreadBody.refuse(routing, problems, refusal);
    } else if (route != null && isStreamed) {
      stream(routing, share, route);
    } else {
      if (isContinueExpected(request)) {
        request.response().writeContinue();
      }
      new BufferedBody(routing, share, (int) limit).start();
    }
  }

  private long limit(@Nullable Route route) {
    if (route == null) {
      return limits.body();
    }
    var streamed = route.streamedBody();
    BodyLimit buffered = route.bodyLimit();
    return streamed != null
        ? streamed.limit()
        : buffered == null ? limits.body() : buffered.value();
  }

  private void stream(RoutingContext routing, ConcurrencyLimiter.Share share, Route route) {
    var refusal = budget.take(share.bodies, RequestBodyStream.MEMORY);
    routing.addEndHandler(end -> budget.giveBack(share.bodies, RequestBodyStream.MEMORY));
    if (refusal != null) {
      UnreadBody.refuse(routing, problems, refusal);
      return;
    }
    var stream = new RequestBodyStream(routing, limit(route), millis(route), limits.idleMillis());
    stream.start(isContinueExpected(routing.request()));
    routing.put(RequestBodyStream.KEY, stream);
    routing.next();
  }

  private static long millis(Route route) {
    var streamed = route.streamedBody();
    return streamed == null ? 0 : streamed.seconds() * 1_000L;
  }

  private static boolean isContinueExpected(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  private static @Nullable Problem refusal(
      HttpServerRequest request, @Nullable String length, long limit, boolean isStreamed) {
    if (length != null && (length.length() > 18 || Long.parseLong(length) > limit)) {
      return tooLarge(limit);
    }
    var transfer = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
    if (transfer != null && !transfer.equalsIgnoreCase("chunked")) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      return new Problem(
          Problem.Kind.MALFORMED,
          "unsupported_transfer_encoding",
          "Send the body with a Content-Length, or chunked without another encoding.");
    }
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      return new Problem(
          Problem.Kind.UNSUPPORTED, "compressed_body", "Send the body without Content-Encoding.");
    }
    return isStreamed || isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))
        ? null
        : new Problem(Problem.Kind.UNSUPPORTED, "unsupported_media_type", Statuses.detail(415));
  }

  static Problem tooLarge(long limit) {
    return new Problem(
        Problem.Kind.TOO_LARGE,
        "body_too_large",
        "The body is larger than " + limit + " bytes, the limit of this address.");
  }

  static Problem tooSlow(long millis) {
    return new Problem(
        Problem.Kind.TIMEOUT,
        "request_body_timeout",
        "The body did not arrive within " + millis / 1000 + " seconds.");
  }

  static Problem brokenOff() {
    return new Problem(
        Problem.Kind.MALFORMED, "request_body_incomplete", "The body is incomplete.");
  }

  /**
   * Whether a body is in UTF-16 or UTF-32, which the JSON reader would accept: one of the first
   * bytes is zero or a byte order mark.
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

  /** Any page on the web may send a form or plain text without a preflight, but not JSON. */
  public static boolean isJson(@Nullable String type) {
    if (type == null || !type.regionMatches(true, 0, JSON, 0, JSON.length())) {
      return false;
    }
    var rest = type.substring(JSON.length()).replace(" ", "").toLowerCase(Locale.ROOT);
    return rest.isEmpty() || rest.equals(";charset=utf-8") || rest.equals(";charset=\"utf-8\"");
  }

  /** A body that is being buffered. All of it happens on the connection's event loop. */
  private final class BufferedBody {
    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final ConcurrencyLimiter.Share share;
    private final int limit;
    private final Buffer body = Buffer.buffer();
    private @Nullable MemoryReservation reserved;
    private long timer;
    private boolean done;
    private long taken;
    private boolean isLarge;

    BufferedBody(RoutingContext routing, ConcurrencyLimiter.Share share, int limit) {
      this.routing = routing;
      this.share = share;
      this.limit = limit;
      this.request = routing.request();
    }

    void start() {
      timer = routing.vertx().setTimer(limits.millis(), late -> timeOut());
      routing.addEndHandler(end -> giveBack());
      request.handler(this::append);
      request.exceptionHandler(broken -> breakOff());
      request.endHandler(end -> complete());
      request.resume();
    }

    private void append(Buffer data) {
      if (done) {
        return;
      }
      var refusal = taken + data.length() > limit ? tooLarge(limit) : count(data.length());
      if (refusal == null) {
        body.appendBuffer(data);
      } else {
        finish();
        UnreadBody.refuse(routing, problems, refusal);
      }
    }

    private @Nullable Problem count(int bytes) {
      if (!isLarge && taken + bytes > limits.body()) {
        giveBack();
        isLarge = true;
        taken += bytes;
        var refusal = largeBudget.take(share.largeBodies, taken);
        return refusal == null ? reserve(taken * LARGE_BODY_COPIES) : refusal;
      }
      taken += bytes;
      if (!isLarge) {
        return budget.take(share.bodies, bytes);
      }
      var refusal = largeBudget.take(share.largeBodies, bytes);
      return refusal == null ? reserve(bytes * LARGE_BODY_COPIES) : refusal;
    }

    private @Nullable Problem reserve(long bytes) {
      var open = reserved == null ? memory.open(share.network) : reserved;
      reserved = open;
      try {
        open.reserve(bytes);
        return null;
      } catch (Problem full) {
        return full;
      }
    }

    private @Nullable Problem countValues() {
      if (body.length() <= FEW_VALUES) {
        return null;
      }
      int values = JsonValues.count(body);
      if (values > MAX_VALUES) {
        return new Problem(
            Problem.Kind.MALFORMED,
            "too_many_json_values",
            "The body has more than %d JSON values.".formatted(MAX_VALUES));
      }
      return values > FEW_VALUES ? reserve((long) values * JsonValues.TREE_BYTES) : null;
    }

    private void giveBack() {
      if (reserved != null) {
        reserved.close();
      }
      if (isLarge) {
        largeBudget.giveBack(share.largeBodies, taken);
      } else {
        budget.giveBack(share.bodies, taken);
      }
    }

    /** The sender is gone, or sent an invalid chunk: then it may still read why. */
    private void breakOff() {
      if (!done) {
        finish();
        var connection = request.connection();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.write(request, brokenOff());
        // Nothing after an invalid chunk can be read.
        routing.vertx().setTimer(UnreadBody.MILLIS, late -> connection.close());
      }
    }

    private void complete() {
      if (done) {
        return;
      }
      finish();
      var refusal =
          isWide(body)
              ? new Problem(Problem.Kind.MALFORMED, "invalid_utf8", "The body is not in UTF-8.")
              : countValues();
      if (refusal != null) {
        problems.write(request, refusal);
      } else {
        ((RoutingContextInternal) routing).setBody(body);
        routing.next();
      }
    }

    private void timeOut() {
      if (!done) {
        finish();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.write(request, tooSlow(limits.millis()));
        UnreadBody.discard(routing, true);
      }
    }

    private void finish() {
      done = true;
      routing.vertx().cancelTimer(timer);
    }
  }
}
