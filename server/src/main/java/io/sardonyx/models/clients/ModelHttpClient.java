package io.sardonyx.models.clients;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventListenerUtils;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.platform.outbound.OutboundClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the request for one answer and streams the response: for our own client of OpenAI's
 * protocol, and beneath LangChain4j for the others. The calling (virtual) thread waits for the end.
 * Closing the output closes the connection at any moment, before the first byte too. Does not
 * follow redirects.
 */
public final class ModelHttpClient
    implements dev.langchain4j.http.client.HttpClient, HttpClientBuilder {
  private final OutboundClient http;
  private final Duration timeout;
  private final ModelOutput output;

  /**
   * @param timeout until the response begins
   */
  ModelHttpClient(OutboundClient http, Duration timeout, ModelOutput output) {
    this.http = http;
    this.timeout = timeout;
    this.output = output;
  }

  /** Of a POST; headers are the caller's. */
  static RequestOptions post(String url) {
    var options =
        new RequestOptions()
            .setAbsoluteURI(url)
            .setMethod(HttpMethod.POST)
            .setFollowRedirects(false);
    var proxy = proxy(URI.create(url));
    return proxy == null ? options : options.setProxyOptions(proxy);
  }

  /**
   * Returns when the response was consumed.
   *
   * @throws dev.langchain4j.exception.HttpException if its status is an error
   */
  void stream(RequestOptions options, Buffer body, EventConsumer consumer) throws IOException {
    stream(
        new EventStreamParser(EventStreamParser.Form.EVENTS, consumer, output.memory()),
        response -> {},
        options,
        body);
  }

  /** Once more when a connection that was idle is closed just as it is used again. */
  private void stream(
      EventStreamParser events,
      Consumer<HttpClientResponse> onBegin,
      RequestOptions options,
      Buffer body)
      throws IOException {
    var first = new ModelExchange(events, onBegin);
    try {
      exchange(first, options, body);
    } catch (HttpClosedException closed) {
      if (first.hasBegun() || output.isClosed()) {
        throw closed;
      }
      exchange(new ModelExchange(events, onBegin), options, body);
    }
  }

  private void exchange(ModelExchange exchange, RequestOptions options, Buffer body)
      throws IOException {
    output.setConnection(exchange);
    exchange.send(http, options, body);
    exchange.await(timeout);
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    var form =
        parser instanceof DefaultServerSentEventParser
            ? EventStreamParser.Form.EVENTS
            : EventStreamParser.Form.LINES;
    var events =
        new EventStreamParser(form, new ListenerAdapter(listener, output), output.memory());
    var body = request.body();
    try {
      stream(
          events,
          response -> open(listener, response),
          options(request),
          Buffer.buffer(body == null ? "" : body));
      listener.onClose();
    } catch (IOException | RuntimeException failure) {
      listener.onError(failure);
    }
  }

  private static RequestOptions options(HttpRequest request) {
    var options = post(request.url()).setMethod(HttpMethod.valueOf(request.method().name()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> options.addHeader(name, value)));
    return options;
  }

  /** As the system is configured, by Java's properties. */
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

  private static void open(ServerSentEventListener listener, HttpClientResponse response) {
    var headers = new LinkedHashMap<String, List<String>>();
    response.headers().names().forEach(name -> headers.put(name, response.headers().getAll(name)));
    var opened =
        SuccessfulHttpResponse.builder().statusCode(response.statusCode()).headers(headers).build();
    ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onOpen(opened));
  }

  /** Passes events on to LangChain4j. */
  private record ListenerAdapter(
      ServerSentEventListener listener, ServerSentEventContext context, ModelOutput output)
      implements EventConsumer {
    /** LangChain4j collects the text, the reasoning and the tool calls of all events. */
    private static final long BYTES_KEPT = 2;

    ListenerAdapter(ServerSentEventListener listener, ModelOutput output) {
      this(listener, new ServerSentEventContext(new ParsingHandle()), output);
    }

    @Override
    public void consume(@Nullable String name, byte[] bytes, int from, int to) {
      output.memory().reserve(BYTES_KEPT * (to - from));
      output.addSignOfLife(); // Anthropic's pings too.
      var event =
          new ServerSentEvent(name, new String(bytes, from, to - from, StandardCharsets.UTF_8));
      ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onEvent(event, context));
    }

    @Override
    public void consumeComment() {
      output.addSignOfLife();
    }
  }

  /** LangChain4j's way to cancel; ours is to close the output. */
  private static final class ParsingHandle implements ServerSentEventParsingHandle {
    private volatile boolean cancelled;

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("Only streams are requested.");
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
