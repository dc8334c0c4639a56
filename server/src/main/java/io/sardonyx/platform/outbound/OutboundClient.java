package io.sardonyx.platform.outbound;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link OutboundHttp} on behalf of one tenant. */
public final class OutboundClient {
  private final OutboundHttp http;
  private final boolean loopback;

  OutboundClient(OutboundHttp http, boolean loopback) {
    this.http = http;
    this.loopback = loopback;
  }

  /** As {@link OutboundHttp#request}. */
  public Future<HttpClientRequest> request(RequestOptions options) {
    return http.request(options, loopback);
  }

  /**
   * Sends a request and waits, on a virtual thread, until the response begins.
   *
   * @param timeout until the response begins, and then until its first byte
   * @param silence without a byte afterwards
   * @throws Unreachable when no connection can be made
   */
  public OutboundResponse send(
      RequestOptions options, Buffer body, Duration timeout, Duration silence) throws IOException {
    var begun =
        request(options)
            .compose(request -> {
              // Before it is sent: a handler that is set later may miss the first data.
              var received =
                  request.response().map(response -> stream(request, response, timeout, silence));
              request.send(body);
              return received;
            })
            .toCompletionStage()
            .toCompletableFuture();
    try {
      return begun.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      begun.thenAccept(OutboundResponse::close);
      throw new HttpTimeoutException("No response began in " + timeout);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException failure
          ? failure
          : new IOException(failed.getCause());
    } catch (InterruptedException e) {
      begun.thenAccept(OutboundResponse::close);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static OutboundResponse stream(
      HttpClientRequest request, HttpClientResponse response, Duration timeout, Duration silence) {
    return new OutboundResponse(
        response.statusCode(),
        response.headers(),
        new ResponseInputStream(request, response, timeout, silence));
  }
}
