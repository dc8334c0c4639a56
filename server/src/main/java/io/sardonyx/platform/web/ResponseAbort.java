package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a response in its middle, so that nobody takes what came for the whole. Vert.x closes a
 * connection after what is written has been sent, and whatever is written meanwhile is sent too:
 * for a slow reader that would be a proper end.
 */
public final class ResponseAbort {
  private ResponseAbort() {}

  public static void response(HttpServerRequest request) {
    // From beneath what Vert.x makes of it, which would have it sent first.
    ((ConnectionBase) request.connection()).channelHandlerContext().close();
  }
}
