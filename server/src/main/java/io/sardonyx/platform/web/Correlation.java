package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What ties together a request, its answer and everything that was logged about it. */
public final class Correlation {
  public static final String REQUEST_ID = "X-Request-Id";

  private Correlation() {}

  /** The id that the answer carries too; it is set before anything else is done. */
  public static @Nullable String requestId(HttpServerRequest request) {
    return request.response().headers().get(REQUEST_ID);
  }
}
