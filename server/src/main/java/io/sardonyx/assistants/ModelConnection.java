package io.sardonyx.assistants;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * How one answer travels: on the calling (virtual) thread from the request to the last byte, so
 * that no callback runs on a thread that others need, and with a listener who can hang up at any
 * moment, before the first byte too. Does not follow redirects; reads no more than a model can mean
 * to say.
 */
final class ModelConnection implements HttpClient, HttpClientBuilder {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final java.net.http.HttpClient http;
  private final Duration timeout;
  private final Listener listener;

  /**
   * @param timeout until the response begins
   */
  ModelConnection(java.net.http.HttpClient http, Duration timeout, Listener listener) {
    this.http = http;
    this.timeout = timeout;
    this.listener = listener;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener events) {
    try (var body = open(request, events)) {
      parser.parse(body, events);
      events.onClose();
    } catch (IOException | RuntimeException failure) {
      events.onError(failure);
    }
  }

  private InputStream open(HttpRequest request, ServerSentEventListener events) throws IOException {
    var pending = http.sendAsync(translated(request), BodyHandlers.ofInputStream());
    listener.connected(() -> pending.cancel(true));
    var response = await(pending);
    var body = new Limited(response.body());
    listener.connected(body);
    if (response.statusCode() < 200 || response.statusCode() >= 300) {
      try (body) {
        var said = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
        throw new HttpException(response.statusCode(), said);
      }
    }
    events.onOpen(
        SuccessfulHttpResponse.builder()
            .statusCode(response.statusCode())
            .headers(response.headers().map())
            .build());
    return body;
  }

  private static HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> pending) throws IOException {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } catch (java.util.concurrent.CancellationException e) {
      throw new InterruptedIOException("hung up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pending.cancel(true);
      throw new InterruptedIOException("interrupted");
    }
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    var translated =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(timeout)
            .method(
                request.method().name(),
                request.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> translated.header(name, value)));
    return translated.build();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("Models are asked for streams only.");
  }

  @Override
  public HttpClient build() {
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

  /** A provider that never ends its answer must not fill the memory. */
  private static final class Limited extends FilterInputStream {
    private long left = MAX_BYTES;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new IOException("The answer does not end.");
      }
    }
  }
}
