package io.sardonyx.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseInputStreamTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int CHUNK = 64 << 10;

  private final Vertx vertx = Vertx.vertx();
  private final OutboundClient client =
      new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse(""))).client(true);
  private final AtomicLong written = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              var response = request.response().setChunked(true);
              response.closeHandler(gone -> closed.set(true));
              switch (String.valueOf(request.path())) {
                case "/whole" -> response.end("one two");
                case "/silent" -> response.write("one");
                case "/cut" ->
                    response.write("one").onSuccess(sent -> request.connection().close());
                case "/endless" -> pour(response);
                default -> {} // Never answers.
              }
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** As fast as the reader takes it. */
  private void pour(HttpServerResponse response) {
    if (closed.get()) {
      return;
    }
    response
        .write(Buffer.buffer(new byte[CHUNK]))
        .onSuccess(sent -> {
          written.addAndGet(CHUNK);
          pour(response);
        });
  }

  @Test
  void aBodyIsReadToItsEnd() throws Exception {
    try (var response = get("/whole", LONG)) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(new String(response.body().readAllBytes(), "UTF-8")).isEqualTo("one two");
      assertThat(response.body().read()).isEqualTo(-1);
    }
  }

  @Test
  void aBodyThatIsCutOffIsNotTakenForWhole() throws Exception {
    try (var response = get("/cut", LONG)) {
      assertThat(response.body().readNBytes(3)).hasSize(3);
      assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aSilentPeerIsClosed() throws Exception {
    try (var response = get("/silent", Duration.ofMillis(500))) {
      assertThat(response.body().readNBytes(3)).hasSize(3);
      assertThatThrownBy(() -> response.body().read()).isInstanceOf(HttpTimeoutException.class);
    }
    Eventually.within(LONG, closed::get, () -> "the server still has the connection");
  }

  @Test
  void aPeerThatNeverAnswersIsGivenUp() {
    assertThatThrownBy(() -> get("/never", Duration.ofMillis(500)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void aSlowReaderHoldsTheSenderBack() throws Exception {
    try (var response = get("/endless", LONG)) {
      assertThat(response.body().readNBytes(10)).hasSize(10);
      long before;
      do {
        before = written.get();
        Thread.sleep(300);
      } while (written.get() > before);
      // What the network's buffers take, and not what the server could send.
      assertThat(before).isLessThan(64L << 20);
      assertThat(response.body().readNBytes(8 << 20)).hasSize(8 << 20);
    }
    Eventually.within(LONG, closed::get, () -> "the server still has the connection");
  }

  @Test
  void closingWakesTheReader() throws Exception {
    var response = get("/silent", LONG);
    assertThat(response.body().readNBytes(3)).hasSize(3);
    var reader = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            reader.complete(response.body().read());
          } catch (IOException e) {
            reader.completeExceptionally(e);
          }
        });
    Thread.sleep(100);
    response.close();
    assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
  }

  private OutboundResponse get(String path, Duration timeout) throws IOException {
    var options =
        new RequestOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI(path);
    return client.send(options, Buffer.buffer(), timeout, timeout);
  }
}
