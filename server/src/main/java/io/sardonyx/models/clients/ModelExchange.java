package io.sardonyx.models.clients;

import dev.langchain4j.exception.HttpException;
import io.sardonyx.platform.outbound.OutboundClient;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider. The response is consumed on the connection's event loop, because a
 * thread that wakes for each token costs more than the token; one virtual thread awaits the end.
 */
final class ModelExchange implements Closeable {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final EventStreamParser events;
  private final Consumer<HttpClientResponse> onBegin;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile @Nullable HttpClientRequest request;
  private long bytes;

  /**
   * @param onBegin called when a successful response begins
   */
  ModelExchange(EventStreamParser events, Consumer<HttpClientResponse> onBegin) {
    this.events = events;
    this.onBegin = onBegin;
  }

  void send(OutboundClient http, RequestOptions options, Buffer body) {
    var unused =
        http.request(options)
            .compose(opened -> {
              request = opened;
              opened.exceptionHandler(this::fail); // Closing is one too, and nothing to log.
              if (over.isDone()) {
                opened.reset(); // Closed while it was connecting.
              }
              // Before it is sent: a handler that is set later may miss the first data.
              var received =
                  opened
                      .response()
                      .onSuccess(response -> response.exceptionHandler(this::fail))
                      .onSuccess(guarded(this::receive));
              opened.send(body);
              return received;
            })
            .onFailure(this::fail);
  }

  /**
   * Returns when the response was consumed.
   *
   * @param timeout until the response begins
   */
  void await(Duration timeout) throws IOException {
    try {
      CompletableFuture.anyOf(begun, over).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      over.get();
    } catch (TimeoutException late) {
      var failure = new HttpTimeoutException("No response began in " + timeout);
      fail(failure);
      throw failure;
    } catch (ExecutionException e) {
      var cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure; // An HttpException, what Vert.x or the consumer threw.
      }
      throw new IOException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new InterruptedIOException("interrupted");
    }
  }

  boolean hasBegun() {
    return begun.isDone();
  }

  /** Closes the connection, from any thread. */
  @Override
  public void close() {
    fail(new InterruptedIOException("closed"));
  }

  private void receive(HttpClientResponse response) {
    begun.complete(null);
    if (response.statusCode() / 100 != 2) {
      refused(response);
      return;
    }
    onBegin.accept(response);
    response.handler(
        guarded(chunk -> {
          bytes += chunk.length();
          if (bytes > MAX_BYTES) {
            throw new IOException("The response is too long.");
          }
          events.add(chunk);
        }));
    response.endHandler(
        guarded(end -> {
          events.end();
          over.complete(null);
        }));
  }

  private void refused(HttpClientResponse response) {
    var body = Buffer.buffer();
    response.handler(chunk -> {
      body.appendBuffer(chunk);
      if (body.length() > MAX_ERROR_BYTES) {
        fail(new HttpException(response.statusCode(), body.getString(0, MAX_ERROR_BYTES)));
      }
    });
    response.endHandler(end -> fail(new HttpException(response.statusCode(), body.toString())));
  }

  /** The first failure counts; nothing of this connection is consumed any more. */
  private void fail(Throwable failure) {
    if (over.completeExceptionally(failure)) {
      var open = request;
      if (open != null) {
        open.reset();
      }
    }
  }

  private interface Step<T> {
    void accept(T input) throws IOException;
  }

  private <T> Handler<T> guarded(Step<T> step) {
    return input -> {
      if (over.isDone()) {
        return;
      }
      try {
        step.accept(input);
      } catch (IOException | RuntimeException failure) {
        fail(failure);
      }
    };
  }
}
