package io.sardonyx.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.RealtimeClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sending, resuming and stopping over the socket, on two nodes. */
@Timeout(120)
class AnswersOverSocketsIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final String LONG = ModelServer.words(2_000);

  private static ModelServer model;
  private static Cluster cluster;
  private Http ann;
  private String session;
  private String topic;

  @BeforeAll
  static void start() {
    model = ModelServer.start();
    cluster = Cluster.start(2, model.settings(Map.of("SARDONYX_ANSWERS_PER_USER", "3")));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    model.close();
  }

  @BeforeEach
  void aSession() {
    model.behave(Behaviour.saying("Hello there."));
    ann = Http.of(cluster.node(0)).signedInAsAdmin();
    session = ann.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
    topic = "chat_session:" + session;
  }

  @Test
  void whatIsSentOnOneNodeIsAnsweredToTheReadersOfTheOther() {
    model.behave(Behaviour.saying(ModelServer.words(60)).every(Duration.ofMillis(20)));
    try (var here = connect(0);
        var there = connect(1)) {
      there.subscribe(topic, 0);
      there.awaitType(topic, "caught_up");
      var sent = here.call("messages.send", message("Go"));
      assertThat(sent.path("created").asBoolean(true)).isTrue();
      var answer = sent.at("/answer/id").asText();
      var ended = awaitFinal(there, answer);
      assertThat(ended.path("status").asText()).isEqualTo("complete");
      assertThat(ended.path("content").asText()).isEqualTo(ModelServer.words(60));
      assertThat(text(there, answer)).isEqualTo(ModelServer.words(60));
      // Who only sends and is not subscribed hears nothing but the reply.
      assertThat(here.pushes(topic)).isEmpty();
    }
  }

  @Test
  void anAnswerIsResumedWhereItWasLeftAndGoesOnLive() {
    model.behave(Behaviour.saying(ModelServer.words(120)).every(Duration.ofMillis(40)));
    String answer;
    int seen;
    String before;
    try (var here = connect(0)) {
      here.subscribe(topic, 0);
      here.awaitType(topic, "caught_up");
      answer = here.call("messages.send", message("Go")).at("/answer/id").asText();
      Eventually.within(SOON, () -> parts(here, answer).size() >= 8);
      var parts = parts(here, answer);
      seen = parts.getLast().path("part").asInt();
      before = text(parts);
    }
    try (var there = connect(1)) {
      there.subscribe(topic, 0);
      there.awaitType(topic, "caught_up");
      var resumed = there.call("answers.resume", which(answer, Map.of("after_part", seen)));
      assertThat(resumed.path("status").asText()).isEqualTo("streaming");
      var ended = awaitFinal(there, answer);
      assertThat(ended.path("content").asText()).isEqualTo(ModelServer.words(120));
      // Live and resumed ones overlap; a number is always the same part.
      var numbers =
          parts(there, answer).stream().map(part -> part.path("part").asInt()).distinct().sorted();
      assertThat(numbers).first().isEqualTo(seen + 1);
      assertThat(before + text(there, answer)).isEqualTo(ModelServer.words(120));
      var over = there.call("answers.resume", which(answer, Map.of("after_part", 0)));
      assertThat(over.path("status").asText()).isEqualTo("complete");
    }
  }

  @Test
  void anAnswerIsStoppedOverTheSocketOfAnotherNode() {
    model.behave(Behaviour.saying(LONG).every(Duration.ofMillis(30)));
    try (var here = connect(0);
        var there = connect(1)) {
      here.subscribe(topic, 0);
      var answer = here.call("messages.send", message("Go")).at("/answer/id").asText();
      Eventually.within(SOON, () -> parts(here, answer).size() > 3);
      there.call("answers.stop", which(answer, Map.of()));
      var ended = awaitFinal(here, answer);
      assertThat(ended.path("status").asText()).isEqualTo("stopped");
      assertThat(LONG).startsWith(ended.path("content").asText());
      assertThat(text(here, answer)).isEqualTo(ended.path("content").asText());
      // A second wish changes nothing.
      assertThat(there.call("answers.stop", which(answer, Map.of())).path("status").asText())
          .isEqualTo("stopped");
    }
  }

  static Stream<Arguments> refusals() {
    var id = UUID.randomUUID().toString();
    return Stream.of(
        Arguments.of("messages.send", Map.of("content", ""), "invalid_params"),
        Arguments.of("messages.send", Map.of("content", " \n"), "invalid_params"),
        Arguments.of("messages.send", Map.of("content", 7), "invalid_params"),
        Arguments.of("messages.send", Map.of("client_message_id", "x"), "invalid_params"),
        Arguments.of("messages.send", Map.of("session_id", "x"), "invalid_params"),
        Arguments.of("messages.send", Map.of("unknown", true), "invalid_params"),
        Arguments.of("messages.send", Map.of("session_id", id), "chat_session_not_found"),
        Arguments.of("messages.send", Map.of("parent_id", id), "message_not_found"),
        Arguments.of("answers.stop", Map.of("message_id", id), "message_not_found"),
        Arguments.of("answers.stop", Map.of("message_id", 1), "invalid_params"),
        Arguments.of("answers.stop", Map.of("after_part", 1), "invalid_params"),
        Arguments.of("answers.resume", Map.of("message_id", id), "message_not_found"),
        Arguments.of("answers.resume", Map.of("after_part", -1), "invalid_params"),
        Arguments.of("answers.resume", Map.of("after_part", "1"), "invalid_params"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void anErrorIsReturnedAndTheSocketStaysOpen(
      String method, Map<String, Object> wrong, String code) {
    try (var client = connect(0)) {
      var first = new HashMap<>(message("first"));
      first.put("answer", false);
      var sent = client.call("messages.send", first).at("/message/id").asText();
      var params =
          new HashMap<String, Object>(
              method.equals("messages.send") ? message("next") : which(sent, Map.of()));
      params.putAll(wrong);
      var reply = client.send(method, params);
      assertThat(reply.at("/error/code").asText()).as(reply.toString()).isEqualTo(code);
      client.call("ping", Map.of());
      assertThat(list()).hasSize(1);
    }
  }

  @Test
  void onlyAnAnswerIsResumedAndOnlyOneThatIsWrittenIsStopped() {
    try (var client = connect(0)) {
      var sent = client.call("messages.send", message("Go"));
      var question = which(sent.at("/message/id").asText(), Map.of());
      assertThat(client.send("answers.resume", question).at("/error/code").asText())
          .isEqualTo("not_an_answer");
      assertThat(client.send("answers.stop", question).has("error")).isTrue();
    }
  }

  @Test
  void aRepeatIsAnsweredWithTheOriginalAndOtherContentIsRefused() {
    try (var here = connect(0);
        var there = connect(1)) {
      var message = message("Only once");
      var first = here.call("messages.send", message);
      var again = there.call("messages.send", message);
      assertThat(again.at("/message/id")).isEqualTo(first.at("/message/id"));
      assertThat(again.at("/answer/id")).isEqualTo(first.at("/answer/id"));
      var other = new HashMap<>(message);
      other.put("content", "Something else");
      assertThat(there.send("messages.send", other).at("/error/code").asText())
          .isEqualTo("client_message_id_reused");
      assertThat(list()).hasSize(2);
    }
  }

  @Test
  void whoHasSeveralAnswersWrittenWaitsForOne() {
    model.behave(Behaviour.saying(LONG).every(Duration.ofMillis(50)));
    try (var client = connect(0)) {
      var answers =
          IntStream.range(0, 3)
              .mapToObj(i -> {
                var elsewhere = ann.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
                var wanted = new HashMap<>(message("Go"));
                wanted.put("session_id", elsewhere);
                return Map.<String, Object>of(
                    "session_id",
                    elsewhere,
                    "message_id",
                    client.call("messages.send", wanted).at("/answer/id").asText());
              })
              .toList();
      var refused = client.send("messages.send", message("One more"));
      assertThat(refused.at("/error/code").asText()).isEqualTo("too_many_answers");
      assertThat(list()).isEmpty();
      answers.forEach(answer -> client.call("answers.stop", answer));
      Eventually.within(
          SOON, () -> client.send("messages.send", message("One more")).has("result"));
    }
  }

  private Http.Answer post(String session) {
    return ann.post(
        SESSIONS + "/" + session + "/messages",
        Map.of("client_message_id", UUID.randomUUID(), "content", "Go"));
  }

  /** An answer that is still written keeps a place; it ends with its chat. */
  private void endWhatOtherTestsLeft() throws InterruptedException {
    for (var each : ann.get(SESSIONS + "?limit=100").expect(200).json().path("data")) {
      ann.delete(SESSIONS + "/" + each.path("id").asText()).expect(204);
    }
    Thread.sleep(3_000);
    session = ann.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
  }

  @Test
  void sendsAtTheSameMomentDoNotPassTheLimitTogether() throws Exception {
    endWhatOtherTestsLeft();
    model.behave(Behaviour.saying(LONG).every(Duration.ofMillis(50)));
    var sends = new ArrayList<Callable<Http.Answer>>();
    for (int i = 0; i < 12; i++) {
      var elsewhere = ann.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
      sends.add(() -> post(elsewhere));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(sends).stream().map(Future::resultNow).toList();
      var sent = answers.stream().filter(answer -> answer.status() == 201).toList();
      try {
        assertThat(sent).as(answers.toString()).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(9);
      } finally {
        sent.forEach(answer ->
            ann.send(
                "POST",
                "%s/%s/messages/%s/stop"
                    .formatted(
                        SESSIONS, answer.text("/message/session_id"), answer.text("/answer/id")),
                null));
      }
    }
    // Neither what was refused nor what has ended keeps a place.
    Eventually.within(SOON, () -> post(session).status() == 201);
  }

  /** Scenario: the acknowledgement is lost after the commit, and the client asks another node. */
  @Test
  void aSendWhoseReplyWasLostIsFoundOnTheOtherNodeWithItsNumber() throws SQLException {
    var message = message("Acknowledged to nobody");
    JsonNode heard;
    try (var network = new FaultProxy(cluster.node(0).port());
        var watcher = connect(0);
        var client = RealtimeClient.connect(network.port(), ann.token())) {
      watcher.subscribe(topic, 0);
      network.loseReplies();
      client.raw(
          RealtimeClient.write(Map.of("id", "lost", "method", "messages.send", "params", message)));
      heard =
          watcher.await(push ->
              push.path("type").asText().equals("message.created")
                  && push.at("/data/message/kind").asText().equals("user"));
      network.cut();
      assertThat(client.awaitClosed(SOON)).isEqualTo(RealtimeClient.LOST);
      assertThat(client.frames()).noneMatch(frame -> frame.path("id").asText().equals("lost"));
    }
    try (var again = connect(1)) {
      var reply = again.call("messages.send", message);
      assertThat(reply.at("/message/id")).isEqualTo(heard.at("/data/message/id"));
      again.subscribe(topic, 0);
      awaitFinal(again, reply.at("/answer/id").asText());
      var created =
          again.pushes(topic).stream()
              .filter(push -> push.at("/data/message/id").equals(reply.at("/message/id")))
              .toList();
      assertThat(created).hasSize(1);
      assertThat(created.getFirst().path("seq")).isEqualTo(heard.path("seq"));
      assertThat(again.seqs(topic)).doesNotHaveDuplicates().isSorted();
    }
    assertThat(rows(message)).isEqualTo(1);
    assertThat(list()).hasSize(2);
    assertThat(model.requests())
        .filteredOn(request -> request.body().toString().contains("Acknowledged to nobody"))
        .hasSize(1);
  }

  private static long rows(Map<String, Object> message) throws SQLException {
    try (var database = cluster.postgres().superuser();
        var statement =
            database.prepareStatement(
                "select count(*) from platform.chat_messages where client_message_id = ?::uuid")) {
      statement.setString(1, String.valueOf(message.get("client_message_id")));
      try (var count = statement.executeQuery()) {
        count.next();
        return count.getLong(1);
      }
    }
  }

  private RealtimeClient connect(int node) {
    return RealtimeClient.connect(cluster.node(node).port(), ann.token());
  }

  private Map<String, Object> message(String content) {
    return Map.of(
        "session_id", session,
        "client_message_id", UUID.randomUUID().toString(),
        "content", content);
  }

  private Map<String, Object> which(String message, Map<String, Object> more) {
    var which = new HashMap<>(more);
    which.put("session_id", session);
    which.put("message_id", message);
    return which;
  }

  private List<JsonNode> list() {
    var data = ann.get(SESSIONS + "/" + session + "/messages").expect(200).json().path("data");
    return IntStream.range(0, data.size()).mapToObj(data::get).toList();
  }

  private JsonNode awaitFinal(RealtimeClient client, String answer) {
    return client
        .await(push ->
            push.path("type").asText().equals("message.updated")
                && push.at("/data/message/id").asText().equals(answer)
                && !push.at("/data/message/status").asText().equals("streaming"))
        .at("/data/message");
  }

  private List<JsonNode> parts(RealtimeClient client, String answer) {
    return client.pushes(topic).stream()
        .filter(push -> push.path("type").asText().equals("answer.part"))
        .map(push -> push.path("data"))
        .filter(part -> part.path("message_id").asText().equals(answer))
        .toList();
  }

  private String text(RealtimeClient client, String answer) {
    return text(parts(client, answer));
  }

  /** As a client puts it together: by number, each once. */
  private static String text(List<JsonNode> parts) {
    var byNumber = new java.util.TreeMap<Integer, String>();
    parts.forEach(part -> byNumber.put(part.path("part").asInt(), part.path("text").asText()));
    return String.join("", byNumber.values());
  }
}
