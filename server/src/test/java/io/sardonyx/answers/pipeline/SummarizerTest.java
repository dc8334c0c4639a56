package io.sardonyx.answers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.answers.History;
import io.sardonyx.messages.ChatMessage;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.config.SettingsReader;
import io.sardonyx.platform.memory.MemoryReservation;
import io.sardonyx.platform.outbound.AddressGuard;
import io.sardonyx.platform.outbound.OutboundClient;
import io.sardonyx.platform.outbound.OutboundHttp;
import io.sardonyx.sessions.Chats;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the beginning of a chat that is longer than what is read of it. */
class SummarizerTest {
  private static final int WINDOW = 1_000_000;

  private static Chats chats;
  private static ModelServer server;
  private static Vertx vertx;
  private static OutboundClient http;

  private Caller ann;
  private UUID session;

  @BeforeAll
  static void start() {
    chats = new Chats();
    server = ModelServer.start();
    vertx = Vertx.vertx();
    http = new OutboundHttp(vertx, new AddressGuard(AddressRanges.parse(""))).client(true);
  }

  @AfterAll
  static void stop() {
    server.close();
    var unused = vertx.close();
    chats.close();
  }

  @BeforeEach
  void aChat() {
    server.behave(Behaviour.saying("It was about ships."));
    ann = chats.stranger();
    session = chats.newSession(ann);
  }

  @Test
  void whatFitsIsReadAsItIs() {
    var said = say(4);
    var fitted = fitted(said, 2_000);
    assertThat(fitted.summary()).isNull();
    assertThat(fitted.truncated()).isFalse();
    assertThat(fitted.turns()).hasSize(4);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void itIsSummarizedBeforeItIsLongerThanWhatIsReadHoweverLargeTheWindow() {
    var said = say(6);
    var fitted = fitted(said, 1_000);
    assertThat(fitted.summary()).isEqualTo("It was about ships.");
    assertThat(fitted.truncated()).isFalse();
    assertThat(fitted.turns()).hasSizeBetween(1, 3);
    assertThat(server.requests().getFirst().body().toString())
        .contains("message 0")
        .doesNotContain("message 5");
    // From now on the summary is read, and nothing before it.
    var again = read(said.getLast(), 1_000);
    assertThat(again.summary()).isEqualTo("It was about ships.");
    assertThat(again.truncated()).isFalse();
  }

  @Test
  void aSummaryOfATruncatedHistorySaysSo() {
    var said = say(20);
    var branch = read(said.getLast(), 1_000);
    assertThat(branch.truncated()).isTrue();
    var fitted = fitted(said, 1_000);
    assertThat(fitted.summary()).isEqualTo("It was about ships.");
    assertThat(fitted.truncated()).isTrue();
    assertThat(server.requests().getFirst().body().toString())
        .contains("The beginning is not included");
  }

  @Test
  void aSummaryThatFailsIsPaidForUnlessItWasRefused() {
    var said = say(6);
    server.behave(Behaviour.saying("It was about ships.").cutAfter(0));
    var broken = new RunningAnswer(ann, target(said.getLast()), MemoryReservation.unlimited());
    summaries(1_000).fit(broken, model(), read(said.getLast(), 1_000), 0);
    assertThat(noted(broken)).hasSize(1).allMatch(tokens -> tokens > 50);

    server.behave(Behaviour.failing(401, "{}"));
    var refused = new RunningAnswer(ann, target(said.getLast()), MemoryReservation.unlimited());
    summaries(1_000).fit(refused, model(), read(said.getLast(), 1_000), 0);
    assertThat(noted(refused)).isEmpty();
  }

  private List<ChatMessage> say(int messages) {
    var said = new ArrayList<ChatMessage>();
    for (int i = 0; i < messages; i++) {
      said.add(chats.say(ann, session, "message " + i + " " + "x y ".repeat(25)));
    }
    return said;
  }

  private History read(ChatMessage last, int characters) {
    return chats.answers.history(ann, session, last.id(), characters);
  }

  private History fitted(List<ChatMessage> said, int characters) {
    var answer = new RunningAnswer(ann, target(said.getLast()), MemoryReservation.unlimited());
    return summaries(characters).fit(answer, model(), read(said.getLast(), characters), 0);
  }

  private AnswerTarget target(ChatMessage last) {
    return chats.answers.target(UUID.randomUUID(), session, last.id(), false, ZoneOffset.UTC);
  }

  private static Summarizer summaries(int characters) {
    var settings =
        SettingsReader.read(
            Map.of("SARDONYX_MODEL_HISTORY_CHARACTERS", Integer.toString(characters)));
    return new Summarizer(settings, chats.usage);
  }

  private static ProviderModel model() {
    var provider =
        new ModelProvider(
            UUID.randomUUID(),
            "Large",
            ProviderKind.OPENAI,
            server.url() + "/v1",
            "large-model",
            false,
            true,
            null,
            WINDOW,
            Instant.EPOCH,
            Instant.EPOCH);
    return new ProviderModel(provider, "key", http, Duration.ofSeconds(5));
  }

  private static List<Integer> noted(RunningAnswer answer) {
    var noted = new ArrayList<Integer>();
    for (var row :
        chats
            .database
            .working()
            .query(
                "select prompt_tokens from platform.token_usage where answer_id = $1",
                answer.target().answerId())) {
      noted.add(row.getInteger(0));
    }
    return noted;
  }
}
