package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ModelResponse;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.Turn;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.outbound.AddressGuard;
import io.sardonyx.platform.outbound.OutboundClient;
import io.sardonyx.platform.outbound.OutboundHttp;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each protocol against a server that speaks it, and every way in which it can fail. */
@Timeout(30)
class ProviderModelTest {
  private static final Prompt PROMPT =
      new Prompt(
          "Be kind.", List.of(said("user", "Hi"), said("assistant", "Hm?"), said("user", "x")));
  private static ModelServer server;
  private static Vertx vertx;
  private static OutboundClient http;

  @BeforeAll
  static void start() {
    server = ModelServer.start();
    vertx = Vertx.vertx();
    http = new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse(""))).client(true);
  }

  @AfterAll
  static void stop() {
    server.close();
    var unused = vertx.close();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerStreamsWordByWordAndItsTokensAreCounted(ProviderKind kind) {
    server.behave(Behaviour.saying("one two three"));
    var text = new StringBuilder();
    var response = model(kind, "secret").stream(PROMPT, new ModelOutput(text::append));
    assertThat(text.toString()).isEqualTo("one two three");
    assertThat(response).isEqualTo(new ModelResponse(3, 12, ModelResponse.End.FINISHED));
    var request = server.requests().getFirst();
    assertThat(kind == ProviderKind.ANTHROPIC ? request.apiKey() : request.authorization())
        .endsWith("secret");
    assertThat(request.body().toString()).contains("Be kind.", "Hi", "Hm?");
    assertThat(request.body().path("model").asText()).isEqualTo("test-model");
  }

  @ParameterizedTest
  @EnumSource
  void reasoningComesBetweenTagsBeforeTheAnswer(ProviderKind kind) {
    server.behave(Behaviour.saying("one two three"));
    server.think("Hm, let me see. ");
    var text = new StringBuilder();
    var response = model(kind, null).stream(PROMPT, new ModelOutput(text::append));
    assertThat(text.toString()).isEqualTo("<think>Hm, let me see. </think>one two three");
    assertThat(response).isEqualTo(new ModelResponse(7, 12, ModelResponse.End.FINISHED));
  }

  /** Pieces that say something more besides are not taken apart by us. */
  @Test
  void reasoningIsReadWhateverElseIsInAChunk() {
    server.stream(
        List.of(
            "{\"role\":\"assistant\",\"content\":\"\"}",
            "{\"reasoning_content\":\"Hm, \",\"more\":{}}",
            "{\"reasoning\":\"so.\",\"reasoning_details\":[{\"text\":\"so.\"}]}",
            "{\"content\":\"\",\"reasoning_content\":null}",
            "{\"content\":\"one \",\"more\":{}}",
            "{\"content\":\"two\"}"));
    var text = new StringBuilder();
    model(ProviderKind.OPENAI, null).stream(PROMPT, new ModelOutput(text::append));
    assertThat(text.toString()).isEqualTo("<think>Hm, so.</think>one two");
  }

  @Test
  void negativeTokenCountsAreIgnored() {
    server.stream(
        List.of("{\"content\":\"one two three\"}"),
        "{\"prompt_tokens\":-12,\"completion_tokens\":-3,\"total_tokens\":-15}");
    var model = model(ProviderKind.OPENAI, null);
    var response = model.stream(PROMPT, new ModelOutput(text -> {}));
    assertThat(response.completionTokens()).isNull();
    assertThat(response.promptTokens()).isNull();
    var usage = model.ask(PROMPT, Duration.ofSeconds(5)).usage();
    assertThat(usage.promptTokens()).isPositive();
    assertThat(usage.completionTokens()).isPositive();
    assertThat(usage.estimated()).isTrue();
  }

  /** It would be kept until it ends, which it need never do. */
  @Test
  void aLineOfMoreThanAMegabyteEndsTheAnswer() {
    server.stream(List.of("{\"content\":\"" + "x".repeat(3_000_000) + "\"}"));
    var heard = new StringBuilder();
    assertThatThrownBy(
            () -> model(ProviderKind.OPENAI, null).stream(PROMPT, new ModelOutput(heard::append)))
        .isInstanceOf(ModelFailure.class);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void promptsHaveNoReasoning(ProviderKind kind) {
    server.behave(Behaviour.saying("fine"));
    var history =
        List.of(
            said("user", "<think>My own words.</think>"),
            said("assistant", "<think>A secret plan.</think>\n\nHm?"),
            said("user", "Well?"),
            said("assistant", "<thinking>A plan that was cut of"),
            said("user", "Go on."));
    model(kind, null).stream(new Prompt("Be kind.", history), new ModelOutput(text -> {}));
    assertThat(server.requests().getFirst().body().toString())
        .contains("My own words.", "\"Hm?\"", "Well?", "Go on.")
        .doesNotContain("plan");
  }

  @Test
  void aReplyIsWithoutReasoningWhoseTokensCount() {
    server.behave(Behaviour.saying("Ships."));
    server.think("What was it about? ");
    var reply = model(ProviderKind.OPENAI, null).ask(PROMPT, Duration.ofSeconds(5));
    assertThat(reply.text()).isEqualTo("Ships.");
    assertThat(reply.usage().completionTokens()).isEqualTo(5);
  }

  @Test
  void aModelThatReturnsOnlyReasoningWorks() {
    server.behave(Behaviour.saying(""));
    server.think("Is that a trick question?");
    assertThat(model(ProviderKind.OPENAI, null).test().ok()).isTrue();
  }

  /** Connections are used again, by requests that began on other event loops than they. */
  @Test
  void concurrentStreamsLoseNoWord() throws Exception {
    server.behave(Behaviour.saying("one two three"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var heard = new ArrayList<Future<String>>();
      for (int i = 0; i < 400; i++) {
        heard.add(
            threads.submit(() -> {
              var text = new StringBuilder();
              var unused =
                  model(ProviderKind.OPENAI, null).stream(PROMPT, new ModelOutput(text::append));
              return text.toString();
            }));
        if (i % 8 == 7) {
          heard.getLast().get(); // So that connections become free.
        }
      }
      for (var each : heard) {
        assertThat(each.get()).isEqualTo("one two three");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLocalServerNeedsNoKey(ProviderKind kind) {
    server.behave(Behaviour.saying("fine"));
    assertThat(model(kind, null).test().ok()).isTrue();
    assertThat(server.requests().getFirst().authorization()).isEqualTo("null");
  }

  static Stream<List<Object>> failures() {
    return Stream.of(
        List.of(401, "{\"error\":{\"message\":\"Incorrect API key\"}}", "refused the key"),
        List.of(403, "{}", "refused the key"),
        List.of(404, "{\"error\":\"model 'x' not found\"}", "\"test-model\" does not exist"),
        List.of(429, "{\"error\":{\"message\":\"slow down\"}}", "allows no more requests"),
        List.of(429, "{\"error\":{\"code\":\"insufficient_quota\"}}", "no credit left"),
        List.of(
            400,
            "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"maximum\"}}",
            "too long for the model"),
        List.of(400, "{\"error\":{\"message\":\"bad temperature\"}}", "bad temperature"),
        List.of(500, "oops", "an internal error (500)"),
        List.of(529, "{}", "overloaded"),
        List.of(307, "", "redirects (307)"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failuresHaveSentences(List<Object> failure) {
    for (var kind : ProviderKind.values()) {
      server.behave(Behaviour.failing((int) failure.get(0), (String) failure.get(1)));
      var test = model(kind, "k").test();
      assertThat(test.ok()).isFalse();
      assertThat(test.detail()).as(kind.wireName()).contains((String) failure.get(2));
    }
  }

  @Test
  void transientFailuresAreRetriedBeforeTheFirstWord() {
    server.behave(Behaviour.saying("at last").afterFailures(2, 503));
    var text = new StringBuilder();
    model(ProviderKind.OPENAI, "k").stream(PROMPT, new ModelOutput(text::append));
    assertThat(text.toString()).isEqualTo("at last");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void permanentFailuresAreNotRetried() {
    server.behave(Behaviour.failing(401, "{}"));
    assertThatThrownBy(
            () -> model(ProviderKind.OPENAI, "k").stream(PROMPT, new ModelOutput(t -> {})))
        .isInstanceOf(ModelFailure.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatBreaksOffIsNeitherRetriedNorComplete(ProviderKind kind) {
    server.behave(Behaviour.saying("one two three").cutAfter(2));
    var text = new StringBuilder();
    var output = new ModelOutput(text::append);
    var ended = "";
    try {
      ended = model(kind, "k").stream(PROMPT, output).end().name();
    } catch (ModelFailure failure) {
      ended = failure.sentence();
    }
    assertThat(ended).containsAnyOf("broke off", "DISCONNECTED");
    assertThat(text.toString()).isEqualTo("one two ");
    assertThat(server.requests()).hasSize(1);
  }

  /** As some providers do when the status is sent already. */
  @Test
  void anErrorWithinTheStreamIsItsEnd() {
    server.streamThenFail(List.of("{\"content\":\"one \"}"), "Overloaded");
    var text = new StringBuilder();
    assertThatThrownBy(
            () -> model(ProviderKind.OPENAI, null).stream(PROMPT, new ModelOutput(text::append)))
        .isInstanceOf(ModelFailure.class)
        .hasMessageContaining("reported an error: Overloaded");
    assertThat(text.toString()).isEqualTo("one ");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aWebPageIsNotAModel() {
    assertThat(at(server.url() + "/wrong").test().detail())
        .contains("Is the address that of a OpenAI-compatible interface?".substring(0, 22));
  }

  @ParameterizedTest
  @EnumSource
  void anOutputCanBeClosedWhileTheModelHangs(ProviderKind kind) throws Exception {
    server.behave(Behaviour.saying("one two").hangingAfter(1));
    var heard = new StringBuffer();
    var output = new ModelOutput(heard::append);
    Thread.ofVirtual()
        .start(() -> {
          while (heard.isEmpty()) {
            Thread.onSpinWait();
          }
          output.close();
        });
    var response = model(kind, "k").stream(PROMPT, output);
    assertThat(response.end()).isEqualTo(ModelResponse.End.CANCELLED);
  }

  @Test
  void anOutputCanBeClosedBeforeTheFirstByte() throws Exception {
    server.behave(Behaviour.saying("one").hangingAfter(0));
    var output = new ModelOutput(text -> {});
    Thread.ofVirtual()
        .start(() -> {
          sleep(300);
          output.close();
        });
    var response = model(ProviderKind.OPENAI, "k").stream(PROMPT, output);
    assertThat(response.end()).isEqualTo(ModelResponse.End.CANCELLED);
  }

  @Test
  void addressesAreChecked() {
    for (var bad :
        List.of(
            "ftp://x",
            "file:///etc/passwd",
            "http://",
            "http://user:pass@host",
            "https://host?x=1",
            "not an address",
            "http://ho st")) {
      assertThatThrownBy(() -> ProviderAddress.normalize(bad, ProviderKind.OPENAI))
          .as(bad)
          .hasMessageContaining("base_url");
    }
    assertThat(ProviderAddress.normalize("http://10.0.0.1:8000/v1//", ProviderKind.OPENAI))
        .isEqualTo("http://10.0.0.1:8000/v1");
    assertThat(ProviderAddress.normalize(null, ProviderKind.ANTHROPIC))
        .isEqualTo("https://api.anthropic.com/v1");
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProviderModel at(String address) {
    return open(ProviderKind.OPENAI, address, null);
  }

  private static ProviderModel model(
      ProviderKind kind, @org.jspecify.annotations.Nullable String key) {
    return open(kind, kind == ProviderKind.OLLAMA ? server.url() : server.url() + "/v1", key);
  }

  private static ProviderModel open(
      ProviderKind kind, String address, @org.jspecify.annotations.Nullable String key) {
    var provider =
        new ModelProvider(
            UUID.randomUUID(),
            "Test",
            kind,
            address,
            "test-model",
            key != null,
            true,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    return new ProviderModel(provider, key, http, Duration.ofSeconds(5));
  }

  private static Turn said(String kind, String content) {
    return new Turn(UUID.randomUUID(), kind, content);
  }
}
