package io.sardonyx.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.Turn;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.outbound.AddressGuard;
import io.sardonyx.platform.outbound.OutboundHttp;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What providers of OpenAI's protocol really send ({@code contract/providers}), read by our own
 * chat and forwarded by {@code /v1}.
 */
@Timeout(60)
class ProviderQuirksIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA = Path.of("..", "contract", "providers");
  private static final String MODEL = "quirks-" + UUID.randomUUID();

  private static HttpServer provider;
  private static Vertx vertx;
  private static OutboundHttp http;
  private static Http owner;
  private static volatile JsonNode sent = MissingNode.getInstance();

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    http = new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse("")));
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", ProviderQuirksIT::respond);
    provider.start();
    owner = Http.of(SharedNode.get()).signedInAsAdmin();
    var wanted = Map.of("name", MODEL, "kind", "openai", "base_url", url(), "model", "quirks-1");
    owner.post("/api/v1/model-providers", wanted).expect(201);
  }

  @AfterAll
  static void stop() {
    var providers = owner.get("/api/v1/model-providers").expect(200).json().path("data");
    for (var each : providers) {
      if (each.path("name").asText().equals(MODEL)) {
        owner.delete("/api/v1/model-providers/" + each.path("id").asText()).expect(204);
      }
    }
    provider.stop(0);
    var unused = vertx.close();
  }

  private static String url() {
    return "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
  }

  private static void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      var body = sent.path("body").asText().getBytes(StandardCharsets.UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", sent.path("content_type").asText("text/event-stream"));
      sent.path("headers")
          .properties()
          .forEach(e -> headers.set(e.getKey(), e.getValue().asText()));
      exchange.sendResponseHeaders(sent.path("status").asInt(200), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  static Stream<Named<JsonNode>> quirks() {
    return read("quirks.json");
  }

  static Stream<Named<JsonNode>> errors() {
    return read("errors.json");
  }

  private static Stream<Named<JsonNode>> read(String file) {
    try {
      var all = JSON.readTree(DATA.resolve(file).toFile());
      return StreamSupport.stream(all.spliterator(), false)
          .map(each -> Named.of(each.path("name").asText(), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("quirks")
  void theChatReadsIt(JsonNode quirk) {
    sent = quirk;
    var text = new StringBuilder();
    String end;
    try {
      var response = model().stream(PROMPT, new ModelOutput(text::append));
      end = response.end().name().toLowerCase(Locale.ROOT);
      if (quirk.path("body").asText().contains("prompt_tokens")) {
        assertThat(response.promptTokens()).isEqualTo(5);
        assertThat(response.completionTokens()).isEqualTo(2);
      }
    } catch (ModelFailure failure) {
      end = "error";
      assertThat(failure.sentence()).contains(quirk.path("error").asText());
    }
    assertThat(text.toString()).isEqualTo(quirk.path("text").asText());
    assertThat(end).isEqualTo(quirk.path("end").asText());
  }

  @ParameterizedTest
  @MethodSource("quirks")
  void theApiForwardsIt(JsonNode quirk) throws IOException {
    sent = quirk;
    var stream = ask(true);
    assertThat(stream.status()).isEqualTo(200);
    var text = new StringBuilder();
    var errors = new ArrayList<String>();
    int done = 0;
    for (var line : stream.body().split("\n")) {
      if (line.equals("data: [DONE]")) {
        done++;
      } else if (line.startsWith("data:")) {
        var chunk = JSON.readTree(line.substring("data:".length()));
        if (chunk.has("error")) {
          errors.add(chunk.at("/error/message").asText());
        } else {
          assertThat(chunk.path("model").asText()).isEqualTo(MODEL);
          append(chunk.at("/choices/0/delta/content"), text);
        }
      }
    }
    assertThat(text.toString()).isEqualTo(quirk.path("text").asText());
    boolean hasFailed = quirk.has("error");
    assertThat(errors).hasSize(hasFailed ? 1 : 0);
    assertThat(String.join("", errors)).contains(quirk.path("error").asText());
    assertThat(done)
        .isEqualTo(hasFailed && !quirk.path("body").asText().contains("[DONE]") ? 0 : 1);
  }

  private static void append(JsonNode content, StringBuilder text) {
    if (content.isArray()) {
      content.forEach(part -> text.append(part.path("text").asText()));
    } else if (content.isTextual()) {
      text.append(content.asText());
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void theReaderOfAChatIsToldTheReason(JsonNode error) {
    sent = error;
    var test = model().test();
    assertThat(test.ok()).isFalse();
    assertThat(test.detail()).contains(error.path("chat").asText());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void theApiKeepsItsClassAndCode(JsonNode error) {
    sent = error;
    for (var streamed : new boolean[] {false, true}) {
      if (streamed && error.path("status").asInt() == 200) {
        continue; // It is forwarded as an event.
      }
      var answer = ask(streamed);
      assertThat(answer.status()).isEqualTo(error.path("expected_status").asInt());
      assertThat(answer.json().at("/error/code").asText())
          .isEqualTo(error.path("expected_code").asText());
      assertThat(answer.json().at("/error/message").asText())
          .contains(error.path("expected_message").asText())
          .doesNotContain("127.0.0.1");
      var retryAfter = error.at("/headers/Retry-After").asText();
      if (!retryAfter.isEmpty()) {
        assertThat(answer.response().headers().firstValue("Retry-After")).hasValue(retryAfter);
      }
    }
  }

  @Test
  void errorsNameTheFieldAndTheCodeThatClientsKnow() {
    var empty = owner.post("/v1/chat/completions", Map.of("model", MODEL, "messages", List.of()));
    assertThat(empty.expect(400).json().at("/error/param").asText()).isEqualTo("messages");
    var stranger = Http.of(SharedNode.get()).as("sk-of-somebody-else").get("/v1/models");
    assertThat(stranger.expect(401).json().at("/error/code").asText()).isEqualTo("invalid_api_key");
  }

  /** Without cookies: what authenticates a page is the token that it has. */
  @Test
  void pagesOfOtherOriginsMayUseIt() {
    var page = Http.of(SharedNode.get()).with("Origin", "https://app.example");
    var allowed =
        page.with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", "authorization,content-type,x-stainless-lang")
            .send("OPTIONS", "/v1/chat/completions", null);
    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(allowed.header("access-control-allow-headers")).contains("x-stainless-lang");
    assertThat(allowed.header("access-control-allow-credentials")).isEmpty();
    assertThat(page.get("/v1/models").expect(401).header("access-control-allow-origin"))
        .isEqualTo("*");
  }

  private static Http.Answer ask(boolean streamed) {
    var message = Map.of("role", "user", "content", "Hi");
    return owner.post(
        "/v1/chat/completions",
        Map.of("model", MODEL, "stream", streamed, "messages", List.of(message)));
  }

  private static final Prompt PROMPT =
      new Prompt("Be kind.", List.of(new Turn(UUID.randomUUID(), "user", "Hi")));

  private static ProviderModel model() {
    var known =
        new ModelProvider(
            UUID.randomUUID(),
            "Test",
            ProviderKind.OPENAI,
            url(),
            "quirks-1",
            false,
            true,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    return new ProviderModel(known, null, http.client(true), Duration.ofSeconds(15));
  }
}
