package io.sardonyx.platform.outbound;

/**
 * A response that has begun.
 *
 * @param body to be closed, which ends the request too
 */
public record OutboundResponse(int status, ResponseInputStream body) implements AutoCloseable {
  @Override
  public void close() {
    body.close();
  }
}
