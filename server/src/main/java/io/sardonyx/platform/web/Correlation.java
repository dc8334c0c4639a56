package io.sardonyx.platform.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Correlates a request, its response and its log lines: {@code X-Request-Id}, and the trace of W3C
 * Trace Context. Valid values of the sender are kept, so that a trace that began elsewhere
 * continues.
 */
public final class Correlation {
  public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  public static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");

  /** The names of the fields in every log line. */
  public static final String LOG_REQUEST_ID = "request_id";

  public static final String LOG_TRACE_ID = "trace_id";

  private static final int MAX_REQUEST_ID = 100;
  private static final int TRACEPARENT_LENGTH = 55;
  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;
  private static final int SPAN_ID_END = 52;
  private static final HexFormat HEX = HexFormat.of();

  private Correlation() {}

  /** Sets the response's headers and the log's fields, before anything else is done. */
  public static void begin(HttpServerRequest request) {
    var brought = request.getHeader(TRACEPARENT);
    var trace =
        isTraceparent(brought)
            ? brought.substring(TRACE_ID_START, TRACE_ID_END)
            : randomHex() + randomHex();
    var flags = isTraceparent(brought) ? brought.substring(SPAN_ID_END) : "-00";
    var own = request.getHeader(REQUEST_ID);
    var id = isRequestId(own) ? own : trace;
    var answer = request.response().headers();
    answer.set(REQUEST_ID, id);
    answer.set(TRACEPARENT, "00-" + trace + "-" + randomHex() + flags);
    MDC.put(LOG_REQUEST_ID, id);
    MDC.put(LOG_TRACE_ID, trace);
  }

  /** The id that the response carries too. */
  public static @Nullable String requestId(HttpServerRequest request) {
    return request.response().headers().get(REQUEST_ID);
  }

  /** The header for requests that are sent on behalf of this one. */
  public static @Nullable String traceparent(HttpServerRequest request) {
    return request.response().headers().get(TRACEPARENT);
  }

  /**
   * It is echoed in headers, logs and documents, so it must not contain their control characters.
   */
  static boolean isRequestId(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_REQUEST_ID) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= '0' && c <= '9';
      if (!letterOrDigit && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** Version 00 of https://www.w3.org/TR/trace-context/: ids of zeros are invalid. */
  static boolean isTraceparent(@Nullable String text) {
    if (text == null || text.length() != TRACEPARENT_LENGTH || !text.startsWith("00-")) {
      return false;
    }
    return isId(text, TRACE_ID_START, TRACE_ID_END)
        && text.charAt(TRACE_ID_END) == '-'
        && isId(text, TRACE_ID_END + 1, SPAN_ID_END)
        && text.charAt(SPAN_ID_END) == '-'
        && isHex(text, SPAN_ID_END + 1, TRACEPARENT_LENGTH);
  }

  private static boolean isId(String text, int start, int end) {
    return isHex(text, start, end) && !text.substring(start, end).chars().allMatch(c -> c == '0');
  }

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** 16 digits; a name, not a secret, hence the quick generator. Never zero. */
  private static String randomHex() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1L);
  }
}
