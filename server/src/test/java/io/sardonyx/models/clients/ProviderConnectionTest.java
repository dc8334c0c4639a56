package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.Turn;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.outbound.AddressGuard;
import io.sardonyx.platform.outbound.OutboundClient;
import io.sardonyx.platform.outbound.OutboundHttp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to model providers that are not made, or end too soon. */
@Timeout(30)
class ProviderConnectionTest {
  private static final Prompt PROMPT =
      new Prompt("Be kind.", List.of(new Turn(UUID.randomUUID(), "user", "Hi")));
  private static Vertx vertx;
  private static OutboundClient http;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    http = new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse(""))).client(true);
  }

  @AfterAll
  static void stop() {
    var unused = vertx.close();
  }

  @Test
  void anUnreachableProviderHasASentence() {
    assertThat(at("http://127.0.0.1:1").test().detail())
        .isEqualTo("The model provider cannot be reached. (127.0.0.1:1)");
    assertThat(at("http://nowhere.invalid").test().detail()).contains("nowhere.invalid");
  }

  /** It got no request, so it costs nothing. */
  @Test
  void aProviderThatCannotBeReachedHasRefused() {
    for (var address : List.of("http://127.0.0.1:1", "http://nowhere.invalid")) {
      assertThatThrownBy(() -> at(address).ask(PROMPT, Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(
              ModelFailure.class, failure -> assertThat(failure.wasRefused()).isTrue());
    }
  }

  @Test
  void aServerWithoutTlsIsNamed() throws Exception {
    try (var plain = answeringInTurn("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(at("https://127.0.0.1:" + plain.getLocalPort()).test().detail())
          .contains("is not secure: its certificate is not trusted, or it does not support TLS.");
    }
  }

  /** As a server does with a connection that was idle, just when it is used again. */
  @Test
  void aConnectionClosedBeforeTheResponseIsRetried() throws Exception {
    var response =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"at last\"}}]}\n\ndata: [DONE]\n\n";
    try (var closing = answeringInTurn("", response)) {
      var address = "http://127.0.0.1:" + closing.getLocalPort();
      assertThat(at(address).ask(PROMPT, Duration.ofSeconds(9)).text()).isEqualTo("at last");
    }
  }

  /** Each connection gets the next of these texts, and is closed. */
  private static ServerSocket answeringInTurn(String... texts) throws IOException {
    var listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          for (var text : texts) {
            try (var connection = listening.accept()) {
              var unused = connection.getInputStream().read();
              connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
              connection.shutdownOutput();
              connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    return listening;
  }

  private static ProviderModel at(String address) {
    var provider =
        new ModelProvider(
            UUID.randomUUID(),
            "Test",
            ProviderKind.OPENAI,
            address,
            "test-model",
            false,
            true,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    return new ProviderModel(provider, null, http, Duration.ofSeconds(5));
  }
}
