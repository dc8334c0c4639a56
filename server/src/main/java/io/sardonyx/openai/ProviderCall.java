package io.sardonyx.openai;

import io.sardonyx.models.providers.ModelProxy;
import io.sardonyx.platform.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request to a provider, whose response may take minutes to begin. */
final class ProviderCall implements Closeable {
  private final CompletableFuture<InputStream> response = new CompletableFuture<>();
  private final Thread sending;

  /** Sends the request and waits until the response begins. */
  interface Sending {
    InputStream send() throws ModelProxy.Refused;
  }

  ProviderCall(Sending request) {
    sending =
        Thread.ofVirtual()
            .name("completion-send-", 0)
            .start(() -> {
              try {
                response.complete(request.send());
              } catch (Exception | Error failure) {
                response.completeExceptionally(failure);
              }
            });
  }

  /**
   * @return empty if the response has not begun by then
   */
  Optional<InputStream> await(Duration limit)
      throws ModelProxy.Refused, IOException, InterruptedException {
    try {
      return Optional.of(response.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException later) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case ModelProxy.Refused refused -> throw refused;
        case Problem problem -> throw problem;
        case null, default -> throw new IOException(failed.getCause());
      }
    }
  }

  /** The response, which may take until the limits of its provider to begin. */
  InputStream await() throws ModelProxy.Refused, IOException, InterruptedException {
    return await(Duration.ofDays(1)).orElseThrow(() -> new IOException("No response began."));
  }

  /** Closes the connection to the provider, from any thread, whether it has begun to respond. */
  @Override
  public void close() {
    sending.interrupt();
    response.whenComplete((begun, failure) -> {
      if (begun != null) {
        try {
          begun.close();
        } catch (IOException gone) {
          // It is closed all the same.
        }
      }
    });
  }
}
