package io.sardonyx.models;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import io.sardonyx.platform.outbound.OutboundClient;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and what comes back, on its connection's event loop; one virtual thread awaits the
 * end. Reads no more than a model can mean to say.
 */
final class ModelExchange implements Closeable {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final EventStreamParser events;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile @Nullable HttpClientRequest request;
  private long bytes;

  ModelExchange(EventStreamParser events) {
    this.events = events;
  }

  void send(OutboundClient http, RequestOptions options, Buffer body) {
    var unused =
        http.request(options)
            .compose(opened -> {
              request = opened;
              opened.exceptionHandler(this::fail); // Hanging up is one too, and nothing to log.
              if (over.isDone()) {
                opened.reset(); // Hung up while it was connecting.
              }
              // On the connection's own event loop: elsewhere it would come after the first words.
              return opened
                  .send(body)
                  .onSuccess(response -> response.exceptionHandler(this::fail))
                  .onSuccess(guarded(this::receive));
            })
            .onFailure(this::fail);
  }

  /**
   * Returns when everything was heard.
   *
   * @param timeout until the response begins
   */
  void await(Duration timeout) throws IOException {
    try {
      CompletableFuture.anyOf(begun, over).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      over.get();
    } catch (TimeoutException late) {
      var failure = new HttpTimeoutException("No answer began in " + timeout);
      fail(failure);
      throw failure;
    } catch (ExecutionException e) {
      var cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof HttpException refused) {
        throw refused;
      }
      throw new IOException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Hangs up, from any thread. */
  @Override
  public void close() {
    fail(new InterruptedIOException("hung up"));
  }

  private void receive(HttpClientResponse response) {
    begun.complete(null);
    if (response.statusCode() / 100 != 2) {
      refused(response);
      return;
    }
    events.open(
        SuccessfulHttpResponse.builder()
            .statusCode(response.statusCode())
            .headers(map(response.headers()))
            .build());
    response.handler(
        guarded(chunk -> {
          bytes += chunk.length();
          if (bytes > MAX_BYTES) {
            throw new IOException("The answer does not end.");
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
    var said = Buffer.buffer();
    response.handler(chunk -> {
      said.appendBuffer(chunk);
      if (said.length() > MAX_ERROR_BYTES) {
        fail(new HttpException(response.statusCode(), said.getString(0, MAX_ERROR_BYTES)));
      }
    });
    response.endHandler(end -> fail(new HttpException(response.statusCode(), said.toString())));
  }

  /** The first failure counts; nothing is heard of this connection any more. */
  private void fail(Throwable failure) {
    if (over.completeExceptionally(failure)) {
      var open = request;
      if (open != null) {
        open.reset();
      }
    }
  }

  private static Map<String, List<String>> map(MultiMap headers) {
    var map = new LinkedHashMap<String, List<String>>();
    headers.names().forEach(name -> map.put(name, headers.getAll(name)));
    return map;
  }

  private interface Step<T> {
    void accept(T what) throws IOException;
  }

  private <T> Handler<T> guarded(Step<T> step) {
    return what -> {
      if (over.isDone()) {
        return;
      }
      try {
        step.accept(what);
      } catch (IOException | RuntimeException failure) {
        fail(failure);
      }
    };
  }
}
