package io.sardonyx.models;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.sardonyx.platform.outbound.OutboundClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one answer travels, beneath LangChain4j: the calling (virtual) thread asks and waits for the
 * end, and what comes is taken apart where it arrives, on the connection's event loop, because a
 * thread that wakes for each token costs more than the token. A listener can hang up at any moment,
 * before the first byte too. Does not follow redirects.
 */
public final class ModelHttpClient
    implements dev.langchain4j.http.client.HttpClient, HttpClientBuilder {

  private final OutboundClient http;
  private final Duration timeout;
  private final ModelOutput listener;
  private final EventStreamParser.Shortcut shortcut;

  /**
   * @param timeout until the response begins
   * @param shortcut for events that need not go through LangChain4j
   */
  ModelHttpClient(
      OutboundClient http,
      Duration timeout,
      ModelOutput listener,
      EventStreamParser.Shortcut shortcut) {
    this.http = http;
    this.timeout = timeout;
    this.listener = listener;
    this.shortcut = shortcut;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener events) {
    var form =
        parser instanceof DefaultServerSentEventParser
            ? EventStreamParser.Form.EVENTS
            : EventStreamParser.Form.LINES;
    var exchange = new ModelExchange(new EventStreamParser(form, shortcut, events));
    listener.connected(exchange);
    try {
      var body = request.body();
      exchange.send(http, translated(request), Buffer.buffer(body == null ? "" : body));
      exchange.await(timeout);
      events.onClose();
    } catch (IOException | RuntimeException failure) {
      events.onError(failure);
    }
  }

  private static RequestOptions translated(HttpRequest request) {
    var translated =
        new RequestOptions()
            .setAbsoluteURI(request.url())
            .setMethod(HttpMethod.valueOf(request.method().name()))
            .setFollowRedirects(false);
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> translated.addHeader(name, value)));
    var proxy = proxy(URI.create(request.url()));
    return proxy == null ? translated : translated.setProxyOptions(proxy);
  }

  /** As the system is told, by Java's properties. */
  private static @Nullable ProxyOptions proxy(URI address) {
    for (var proxy : ProxySelector.getDefault().select(address)) {
      if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress at) {
        return new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(at.getHostString())
            .setPort(at.getPort());
      }
    }
    return null;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("Models are asked for streams only.");
  }

  @Override
  public dev.langchain4j.http.client.HttpClient build() {
    return this;
  }

  @Override
  public Duration connectTimeout() {
    return timeout;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration ignored) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return timeout;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration ignored) {
    return this;
  }
}
