package io.sardonyx.platform.web.routes;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ProblemDialect;
import java.util.Optional;

/**
 * What every route below a path prefix has in common. A bean of the feature that owns the prefix,
 * with a constructor without parameters: the API document is generated without a program that runs.
 */
public interface RouteGroup {
  /** Whole segments, as in {@code /notes/v1}; {@code /notes/v10} is not below it. */
  String prefix();

  /**
   * How errors are written, those of the edge included. Problem documents (RFC 9457) if not said.
   */
  default ErrorDialect errors() {
    return ProblemDialect.INSTANCE;
  }

  /** Which pages of other origins may use the routes. None if not said. */
  default CorsPolicy cors() {
    return CorsPolicy.NONE;
  }

  /** A rate class by address in which each request is counted before it is read. */
  default Optional<String> rateClass() {
    return Optional.empty();
  }

  /**
   * Whether WebSockets are opened here. Their requests stay open for as long as they like, so they
   * are not counted among the requests in flight; the owner limits its sockets.
   */
  default boolean webSockets() {
    return false;
  }

  /** Whether anonymous routes ask for an application's key or a secret by themselves. */
  default boolean asksForKey() {
    return false;
  }

  /** Whether a path is the prefix or below it. */
  default boolean contains(String path) {
    var prefix = prefix();
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }
}
