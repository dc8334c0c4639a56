package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Aborts a response that has begun, so that the client does not take the part for the whole. Vert.x
 * closes a connection only when everything written has been sent: a slow reader would see a proper
 * end.
 */
public final class ResponseAbort {
  private ResponseAbort() {}

  public static void abort(HttpServerRequest request) {
    // On the channel: closing the Vert.x connection would flush first.
    ((ConnectionBase) request.connection()).channelHandlerContext().close();
  }
}
