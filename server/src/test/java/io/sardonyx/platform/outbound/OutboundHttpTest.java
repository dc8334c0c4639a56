package io.sardonyx.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.config.AddressRanges;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {
  private final Vertx vertx = Vertx.vertx();
  private final OutboundHttp http =
      new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse("")));
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              requests.incrementAndGet();
              if ("/redirect".equals(request.path())) {
                request.response().setStatusCode(302).putHeader("location", "/elsewhere").end();
              } else {
                request.response().end(String.valueOf(request.getHeader("host")));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "0177.0.0.1",
        "::1",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "0.0.0.0",
        "169.254.169.254",
        "10.255.255.1",
        "no-such-host.invalid"
      })
  void whatIsNotPublicIsUnreachableHoweverItIsWritten(String host) {
    assertThatThrownBy(() -> get(host, server.actualPort(), "/", false))
        .isInstanceOf(Unreachable.class)
        .hasMessage(Unreachable.SENTENCE);
    assertThat(requests).hasValue(0);
  }

  @Test
  void aClosedPortReadsLikeARefusedAddress() throws Exception {
    int closed;
    try (var free = new ServerSocket(0)) {
      closed = free.getLocalPort();
    }
    assertThatThrownBy(() -> get("127.0.0.1", closed, "/", true))
        .isInstanceOf(Unreachable.class)
        .hasMessage(Unreachable.SENTENCE);
  }

  @Test
  void loopbackIsReachedWhereItIsPermittedAndTheNameStaysTheHost() throws Exception {
    var response = get("localhost", server.actualPort(), "/", true);
    assertThat(response).isEqualTo("200 localhost:" + server.actualPort());
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    var response = get("127.0.0.1", server.actualPort(), "/redirect", true);
    assertThat(response).startsWith("302");
    assertThat(requests).hasValue(1);
  }

  private String get(String host, int port, String path, boolean loopback) throws Exception {
    var options =
        new RequestOptions().setMethod(HttpMethod.GET).setHost(host).setPort(port).setURI(path);
    try {
      return http.request(options, loopback)
          .compose(HttpClientRequest::send)
          .compose(response -> response.body().map(body -> response.statusCode() + " " + body))
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
