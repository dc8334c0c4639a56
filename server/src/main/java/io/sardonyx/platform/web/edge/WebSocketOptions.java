package io.sardonyx.platform.web.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Turns off WebSocket compression. No extension is negotiated, so a frame with a reserved bit must
 * fail (RFC 6455, 5.2); a server that supports compression lets such frames through anyway.
 */
@Singleton
final class WebSocketOptions implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setPerMessageWebSocketCompressionSupported(false);
    options.setPerFrameWebSocketCompressionSupported(false);
  }
}
