package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.Sampling;
import io.sardonyx.models.Turn;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.outbound.AddressGuard;
import io.sardonyx.platform.outbound.OutboundHttp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes not everything that a request always has. */
@Timeout(30)
class RefusedFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Prompt PROMPT =
      new Prompt(
          "Be kind.",
          List.of(new Turn(UUID.randomUUID(), "user", "Hi")),
          new Sampling(null, null, 50));

  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private Function<JsonNode, String> refusal = request -> "";
  private HttpServer server;
  private Vertx vertx;
  private ProviderModel model;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
    var provider =
        new ModelProvider(
            UUID.randomUUID(),
            "Test",
            ProviderKind.OPENAI,
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "test-model",
            false,
            true,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    var http = new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse(""))).client(true);
    model = new ProviderModel(provider, null, http, Duration.ofSeconds(15));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    var unused = vertx.close();
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody());
      requests.add(request);
      var refused = refusal.apply(request);
      var body =
          refused.isEmpty()
              ? "data: {\"choices\":[{\"delta\":{\"content\":\"fine\"},\"finish_reason\":\"stop\"}]}\n\n"
              : "{\"error\":{\"message\":\"" + refused + "\"}}";
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(refused.isEmpty() ? 200 : 400, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String ask() {
    return model.ask(PROMPT, Duration.ofSeconds(15)).text();
  }

  @Test
  void itIsAskedAgainWithoutAndThatIsRemembered() {
    refusal =
        request ->
            request.has("stream_options") ? "Extra inputs are not permitted: stream_options" : "";
    assertThat(ask()).isEqualTo("fine");
    assertThat(requests).hasSize(2);
    assertThat(ask()).isEqualTo("fine");
    assertThat(requests).hasSize(3);
    assertThat(requests.getLast().has("stream_options")).isFalse();
  }

  @Test
  void oneAfterTheOther() {
    refusal =
        request -> {
          if (request.has("max_tokens")) {
            return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
          }
          return request.at("/messages/0/role").asText().equals("system")
              ? "System role not supported"
              : "";
        };
    assertThat(ask()).isEqualTo("fine");
    assertThat(requests).hasSize(3);
    var last = requests.getLast();
    assertThat(last.path("max_completion_tokens").asInt()).isEqualTo(50);
    assertThat(last.path("messages")).hasSize(1);
    assertThat(last.at("/messages/0/content").asText()).isEqualTo("Be kind.\n\nHi");
  }

  @Test
  void whatIsRefusedForAnotherReasonIsNotRepeated() {
    refusal = request -> "temperature is too high";
    assertThatThrownBy(this::ask)
        .isInstanceOf(ModelFailure.class)
        .hasMessageContaining("temperature is too high");
    assertThat(requests).hasSize(1);
  }

  /** It goes on refusing: nothing is asked for ever. */
  @Test
  void whatIsRefusedAllTheSameIsNotRepeatedForEver() {
    refusal = request -> "stream_options are not supported";
    assertThatThrownBy(this::ask).isInstanceOf(ModelFailure.class);
    assertThat(requests).hasSize(2);
  }
}
