package io.sardonyx.platform.web.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * No WebSocket negotiates an extension, so a reserved bit in a frame means nothing (RFC 6455, 5.2).
 * A server that could compress lets such bits through even where nobody has agreed upon it.
 */
@Singleton
final class WebSocketOptions implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setPerMessageWebSocketCompressionSupported(false);
    options.setPerFrameWebSocketCompressionSupported(false);
  }
}
