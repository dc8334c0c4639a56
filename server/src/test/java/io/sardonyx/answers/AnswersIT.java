package io.sardonyx.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.EventStream;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers by the real program on two nodes, from a model that behaves as it is told. */
@Timeout(150)
class AnswersIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String SESSIONS = "/api/v1/chat/sessions";

  private static Home home;
  private static ModelServer model;
  private static Node one;
  private static Node two;
  private Http ann;
  private String session;

  @BeforeAll
  static void start() {
    home = Home.prepared();
    model = ModelServer.start();
    one = Node.start(home, settings());
    two = Node.join(home, settings());
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
    model.close();
    home.close();
  }

  /** The model comes from the environment, as at a first start. */
  private static Map<String, String> settings() {
    return model.settings(
        Map.of(
            "SARDONYX_MODEL_KEY", "the-model-key",
            "SARDONYX_MODEL_TIMEOUT", "PT4S",
            "SARDONYX_MODEL_FIRST_TOKEN_TIMEOUT", "PT4S"));
  }

  @BeforeEach
  void aSession() {
    model.behave(Behaviour.saying("Hello there."));
    ann = Http.of(one).signedInAsAdmin();
    session = ann.post(SESSIONS, Map.of()).expect(201).text("/id");
  }

  @Test
  void anAnswerStreamsIsCountedAndNamesTheChat() {
    model.titles("\"A Short Talk\"");
    model.behave(Behaviour.saying(ModelServer.words(40)).every(Duration.ofMillis(20)));
    try (var stream = EventStream.post(ann, messages(), message("Talk to me"))) {
      var done = stream.await("done", SOON).data().path("message");
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.events().getFirst().name()).isEqualTo("message");
      assertThat(stream.text()).isEqualTo(ModelServer.words(40));
      assertThat(stream.partNumbers())
          .hasSizeGreaterThan(3)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, stream.partNumbers().size()).boxed().toList());
      assertThat(done.path("status").asText()).isEqualTo("complete");
      assertThat(done.path("content").asText()).isEqualTo(ModelServer.words(40));
      assertThat(done.path("token_count").asInt()).isEqualTo(40);
      assertThat(done.path("prompt_token_count").asInt()).isEqualTo(12);
      assertThat(done.path("model").asText()).isEqualTo("test-model");
      assertThat(done).isEqualTo(read(ann, done.path("id").asText()));
      Eventually.within(SOON, stream::ended);
    }
    assertThat(model.requests().getFirst().authorization()).isEqualTo("Bearer the-model-key");
    Eventually.within(SOON, () -> title().equals("A Short Talk"), this::title);
  }

  @Test
  void withoutAWordFromTheModelTheChatIsNamedInTheReadersWords() {
    model.titles("");
    ask("What is the capital of Newfoundland?");
    Eventually.within(
        SOON, () -> title().equals("What is the capital of Newfoundland?"), this::title);
  }

  @Test
  void theModelReadsTheBranchThatItAnswers() {
    var first = ask("One");
    ask("Two");
    ann.post(
            messages(),
            Map.of(
                "client_message_id",
                UUID.randomUUID(),
                "content",
                "Two again",
                "parent_id",
                first.path("id").asText()))
        .expect(201);
    Eventually.within(SOON, () -> model.requests().size() == 3);
    var said = model.requests().getLast().body().path("messages").toString();
    assertThat(said)
        .contains("One", "Hello there.", "Two again", "Today is")
        .doesNotContain("\"Two\"");
  }

  @Test
  void theModelIsToldTheDateWhereTheUserIs() {
    // Fourteen hours ahead of UTC, and eleven behind it.
    for (var zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
      var before = model.requests().size();
      var earlier = LocalDate.now(ZoneId.of(zone));
      var sent =
          ann.post(
                  messages(),
                  Map.of(
                      "client_message_id",
                      UUID.randomUUID(),
                      "content",
                      "Which day is it?",
                      "time_zone",
                      zone))
              .expect(201);
      Eventually.within(SOON, () -> model.requests().size() == before + 1);
      assertThat(model.requests().getLast().body().path("messages").toString())
          .containsAnyOf(date(earlier, zone), date(LocalDate.now(ZoneId.of(zone)), zone));
      Eventually.within(
          SOON,
          () -> read(ann, sent.text("/answer/id")).path("status").asText().equals("complete"));
      ann.post(
              messages() + "/" + sent.text("/message/id") + "/answers",
              Map.of("client_message_id", UUID.randomUUID(), "time_zone", zone))
          .expect(201);
      Eventually.within(SOON, () -> model.requests().size() == before + 2);
      assertThat(model.requests().getLast().body().path("messages").toString())
          .contains("(" + zone + ")");
    }
    for (var wrong : List.of("Europe/Atlantis", "UTC+3", "", "../etc/passwd")) {
      var refused =
          ann.post(
              messages(),
              Map.of("client_message_id", UUID.randomUUID(), "content", "x", "time_zone", wrong));
      assertThat(refused.expect(422).code()).isEqualTo("invalid_time_zone");
    }
  }

  private static String date(LocalDate date, String zone) {
    var day = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    return "Today is " + day.format(date) + " (" + zone + ").";
  }

  @Test
  void aReaderOnAnotherNodeGoesOnInTheMiddleOfTheSentence() {
    model.behave(Behaviour.saying(ModelServer.words(100)).every(Duration.ofMillis(60)));
    var answer = send("Go").path("answer").path("id").asText();
    try (var here = EventStream.get(ann, stream(answer), "")) {
      Eventually.within(SOON, () -> here.partNumbers().size() >= 10);
      here.close();
      int seen = here.partNumbers().getLast();
      try (var there = EventStream.get(ann.at(two), stream(answer), Integer.toString(seen))) {
        there.await("done", SOON);
        assertThat(there.partNumbers().getFirst()).isEqualTo(seen + 1);
        var before = new StringBuilder();
        here.events().stream()
            .filter(event -> event.name().equals("part"))
            .filter(event -> event.data().path("part").asInt() <= seen)
            .forEach(event -> before.append(event.data().path("text").asText()));
        assertThat(before + there.text()).isEqualTo(ModelServer.words(100));
      }
    }
  }

  @Test
  void whoGoesAwayDoesNotStopTheAnswer() {
    model.behave(Behaviour.saying(ModelServer.words(40)).every(Duration.ofMillis(50)));
    String answer;
    try (var stream = EventStream.post(ann, messages(), message("Go"))) {
      answer = stream.await("message", SOON).data().at("/answer/id").asText();
    }
    awaitStatus(answer, "complete", SOON);
    assertThat(read(ann, answer).path("content").asText()).isEqualTo(ModelServer.words(40));
  }

  @Test
  void anAnswerIsStoppedFromAnotherNode() {
    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(30)));
    var answer = send("Go").path("answer").path("id").asText();
    Eventually.within(SOON, () -> !read(ann, answer).path("content").asText().isEmpty());
    ann.at(two).send("POST", messages() + "/" + answer + "/stop", null).expect(202);
    awaitStatus(answer, "stopped", Duration.ofSeconds(3));
    assertThat(ModelServer.words(2_000)).startsWith(read(ann, answer).path("content").asText());
    // Once it has ended, stopping it changes nothing.
    ann.send("POST", messages() + "/" + answer + "/stop", null).expect(202);
    assertThat(read(ann, answer).path("status").asText()).isEqualTo("stopped");
  }

  @Test
  void aModelThatHangsIsGivenUpWithItsTextAndASentence() {
    model.behave(Behaviour.saying("one two three").hangingAfter(2));
    var answer = send("Go").path("answer").path("id").asText();
    awaitStatus(answer, "interrupted", Duration.ofSeconds(12));
    assertThat(read(ann, answer).path("content").asText()).isEqualTo("one two ");
    assertThat(read(ann, answer).path("error").asText())
        .isEqualTo("The model returned nothing for 4 seconds.");
  }

  @Test
  void aModelThatSaysNothingFailsTheAnswer() {
    model.behave(Behaviour.saying("one").hangingAfter(0));
    var answer = send("Go").path("answer").path("id").asText();
    awaitStatus(answer, "failed", Duration.ofSeconds(12));
  }

  @Test
  void whatIsNoTextInAnAnswerIsReplacedAndTheAnswerIsKept() {
    model.behave(Behaviour.saying("one \u0000 two \ud800 three \ud83d\ude00 four"));
    var answer = ask("Say it");
    assertThat(answer.path("content").asText())
        .isEqualTo("one \ufffd two \ufffd three \ud83d\ude00 four");
  }

  @Test
  void anErrorOfTheProviderIsShownInTheChat() {
    model.behave(Behaviour.failing(401, "{\"error\":{\"message\":\"no\"}}"));
    var answer = send("Go").path("answer").path("id").asText();
    awaitStatus(answer, "failed", SOON);
    assertThat(read(ann, answer).path("error").asText()).contains("refused the key");
    assertThat(one.output()).doesNotContain("the-model-key");
  }

  @Test
  void clearingAndDeletingEndWhatIsBeingWritten() {
    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(30)));
    var cleared = send("Go").path("answer").path("id").asText();
    try (var stream = EventStream.get(ann, stream(cleared), "")) {
      Eventually.within(SOON, () -> !stream.partNumbers().isEmpty());
      ann.at(two).delete(messages()).expect(204);
      stream.await("gone", Duration.ofSeconds(3));
    }
    send("Again");
    ann.at(two).delete(SESSIONS + "/" + session).expect(204);
    var restored = ann.send("POST", SESSIONS + "/" + session + "/restore", null).expect(200);
    assertThat(restored.json().path("total_messages").asInt()).isEqualTo(2);
    var answer = restored.text("/leaf_id");
    awaitStatus(answer, "stopped", Duration.ofSeconds(5));
  }

  /** Scenario: a login is revoked in the middle of a streaming answer. */
  @Test
  void nothingIsStreamedToWhoIsSignedOut() throws Exception {
    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(30)));
    var other = Http.of(two).signedInAsAdmin();
    var answer = send("Go").path("answer").path("id").asText();
    try (var stream = EventStream.get(ann, stream(answer), "")) {
      Eventually.within(SOON, () -> stream.partNumbers().size() > 3);
      ann.at(two).delete("/api/v1/login-sessions/current").expect(204);
      Thread.sleep(1_000);
      int heard = stream.partNumbers().size();
      Thread.sleep(1_500);
      assertThat(stream.partNumbers()).hasSize(heard);
      Eventually.within(SOON, stream::ended);
      awaitStatus(other, answer, "interrupted", Duration.ofSeconds(3));
      assertThat(stream.text()).isEqualTo(read(other, answer).path("content").asText());
    }
  }

  /** Scenario: the acknowledgement is lost after the commit; the client repeats on another node. */
  @Test
  void aRepeatOnAnotherNodeReturnsWhatWasCommitted() throws Exception {
    var body =
        "{\"client_message_id\":\"%s\",\"content\":\"Only once\"}".formatted(UUID.randomUUID());
    try (var proxy = new FaultProxy(one.port())) {
      proxy.cutAfter(0);
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + messages()))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      ann.headers().forEach(request::setHeader);
      var lost = false;
      try {
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
      } catch (IOException cut) {
        lost = true;
      }
      assertThat(lost).isTrue();
    }
    Eventually.within(SOON, () -> list().size() == 2);
    var committed = list().get(0).path("id").asText();
    var repeat = ann.at(two).post(messages(), body).expect(200);
    assertThat(repeat.text("/message/id")).isEqualTo(committed);
    assertThat(repeat.text("/answer/id")).isEqualTo(list().get(1).path("id").asText());
    assertThat(list()).hasSize(2);
    ann.at(two).post(messages(), body.replace("Only once", "Something else")).expect(409);
  }

  /** Scenario: the model hangs and the node dies. */
  @Test
  void anotherNodeClosesWhatADeadNodeLeft() {
    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(100)));
    var third = Node.join(home, settings());
    var answer = send(ann.at(third), "Go").path("answer").path("id").asText();
    String seen;
    try (var stream = EventStream.get(ann, stream(answer), "")) {
      Eventually.within(SOON, () -> stream.partNumbers().size() >= 20);
      third.kill();
      seen = stream.text();
      // As far as the others know, it is half a minute since its node said that it is writing.
      home.execute(
          "update platform.chat_messages set answering_at = now() - interval '30 s' where id = '%s'"
              .formatted(answer));
      var done = stream.await("done", Duration.ofSeconds(30)).data().path("message");
      assertThat(done.path("status").asText()).isEqualTo("interrupted");
      assertThat(done.path("content").asText()).startsWith(seen);
      assertThat(ModelServer.words(2_000)).startsWith(done.path("content").asText());
      assertThat(done.path("error").asText()).contains("failed");
    }
    var head = ann.get(SESSIONS + "/" + session).json().path("head_seq").asInt();
    // Two creations, one final state, one title at most: nothing was closed twice.
    assertThat(head).isEqualTo(3);
    // TokenCounter are charged once: what was read, and what was written so far.
    var charged = charged(answer);
    assertThat(charged).hasSize(1);
    assertThat(charged.getFirst().prompt()).isPositive();
    assertThat(charged.getFirst().completion()).isBetween(20, 2_000 * 4);
    assertThat(charged.getFirst().settled()).isTrue();
  }

  private record Charged(int prompt, int completion, boolean settled) {}

  private static List<Charged> charged(String answer) {
    try (var superuser = home.superuser();
        var statement =
            superuser.prepareStatement(
                """
                select prompt_tokens, completion_tokens, is_settled
                from platform.token_usage where answer_id = ?::uuid
                """)) {
      statement.setString(1, answer);
      var charged = new ArrayList<Charged>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          charged.add(new Charged(rows.getInt(1), rows.getInt(2), rows.getBoolean(3)));
        }
      }
      return charged;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNodeThatStopsKeepsTheTextSoFar() {
    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(50)));
    var third = Node.join(home, settings());
    var answer = send(ann.at(third), "Go").path("answer").path("id").asText();
    Eventually.within(SOON, () -> !read(ann, answer).path("content").asText().isEmpty());
    third.stop();
    var closed = read(ann, answer);
    assertThat(closed.path("status").asText()).isEqualTo("interrupted");
    assertThat(closed.path("error").asText()).contains("was shut down");
    assertThat(ModelServer.words(2_000)).startsWith(closed.path("content").asText());
  }

  private String messages() {
    return SESSIONS + "/" + session + "/messages";
  }

  private String stream(String answer) {
    return messages() + "/" + answer + "/stream";
  }

  private static Map<String, Object> message(String content) {
    return Map.of("client_message_id", UUID.randomUUID(), "content", content);
  }

  private JsonNode send(String content) {
    return send(ann, content);
  }

  private JsonNode send(Http http, String content) {
    return http.post(messages(), message(content)).expect(201).json();
  }

  /** Sends and waits for the answer. */
  private JsonNode ask(String content) {
    var answer = send(content).path("answer").path("id").asText();
    awaitStatus(answer, "complete", SOON);
    return read(ann, answer);
  }

  private List<JsonNode> list() {
    var data = ann.get(messages()).expect(200).json().path("data");
    return IntStream.range(0, data.size()).mapToObj(data::get).toList();
  }

  private JsonNode read(Http http, String id) {
    var data = http.get(messages()).expect(200).json().path("data");
    for (var message : data) {
      if (message.path("id").asText().equals(id)) {
        return message;
      }
    }
    throw new AssertionError("no message " + id + " in " + data);
  }

  private String title() {
    return ann.get(SESSIONS + "/" + session).expect(200).json().path("title").asText();
  }

  private void awaitStatus(String answer, String status, Duration limit) {
    awaitStatus(ann, answer, status, limit);
  }

  private void awaitStatus(Http http, String answer, String status, Duration limit) {
    Eventually.within(
        limit,
        () -> read(http, answer).path("status").asText().equals(status),
        () -> read(http, answer).toString());
  }
}
