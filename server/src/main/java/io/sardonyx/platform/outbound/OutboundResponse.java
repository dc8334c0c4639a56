package io.sardonyx.platform.outbound;

import io.vertx.core.MultiMap;

/**
 * A response that has begun.
 *
 * @param body to be closed, which ends the request too
 */
public record OutboundResponse(int status, MultiMap headers, ResponseInputStream body)
    implements AutoCloseable {
  @Override
  public void close() {
    body.close();
  }
}
