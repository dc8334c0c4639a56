package io.sardonyx.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.EventStream;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tokens are counted once whatever fails, and long chats fit their model. In an organization of the
 * test's own, with a model whose window is small.
 */
class UsageIT {
  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final String SUMMARY_INSTRUCTIONS = "You summarize conversations";
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Tenants tenants;
  private static ModelServer model;
  private static Http south;

  @BeforeAll
  static void connect() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    model = ModelServer.start();
    south = tenants.southOwner();
    south
        .post(
            "/api/v1/model-providers",
            Map.of(
                "name", "small",
                "kind", "openai",
                "base_url", model.url() + "/v1",
                "model", "small-model",
                "context_window", 800))
        .expect(201);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void usageIsForAdministratorsOfTheOrganization() {
    Http.of(SharedNode.get()).get("/api/v1/usage").expect(401);
    tenants.ann().get("/api/v1/usage").expect(403);
    tenants.colleague().get("/api/v1/usage").expect(403);
    south.get("/api/v1/usage?from=2020-01-01&to=2026-01-01").expect(422);
    south.get("/api/v1/usage?from=yesterday").expect(400);
    south.get("/api/v1/usage?limit=0").expect(422);
  }

  @Test
  void theProvidersFiguresCountAndWhatItDoesNotSayIsEstimated() {
    model.titles("A title of five words");
    model.behave(Behaviour.saying(ModelServer.words(40)));
    var user = south.get("/api/v1/me").text("/user/id");
    var before = usage(user);
    var session = session();
    ask(session, "Count this.");
    // The answer and the chat's title, as the provider counts: 12 and 40, 12 and 5.
    Eventually.within(
        SOON,
        () ->
            difference(before, usage(user), "prompt_tokens") == 24
                && difference(before, usage(user), "completion_tokens") == 45,
        () -> usage(user).toString());
    assertThat(difference(before, usage(user), "answers")).isEqualTo(1);
    assertThat(difference(before, usage(user), "estimated")).isZero();
    assertThat(tenants.owner().get("/api/v1/usage").expect(200).body()).doesNotContain(user);
    var named = south.get("/api/v1/usage?user_id=" + user).expect(200);
    assertThat(named.text("/data/0/user_name"))
        .isEqualTo(south.get("/api/v1/me").text("/user/display_name"));
    assertThat(named.text("/data/0/application_name"))
        .isEqualTo(south.get("/api/v1/me").text("/application/name"));

    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(20)));
    var stopped = send(session, "Stop this.");
    Eventually.within(SOON, () -> !read(session, stopped).path("content").asText().isEmpty());
    south.send("POST", messages(session) + "/" + stopped + "/stop", null).expect(202);
    Eventually.within(SOON, () -> read(session, stopped).path("status").asText().equals("stopped"));
    assertThat(difference(before, usage(user), "answers")).isEqualTo(2);
    assertThat(difference(before, usage(user), "estimated")).isEqualTo(1);
    assertThat(read(session, stopped).path("token_count").asInt()).isPositive();

    // What the provider refuses costs nothing.
    model.behave(Behaviour.failing(401, "{}"));
    var refused = send(session, "Refuse this.");
    Eventually.within(SOON, () -> read(session, refused).path("status").asText().equals("failed"));
    assertThat(difference(before, usage(user), "answers")).isEqualTo(2);
  }

  @Test
  void aLongChatIsSummarizedOnItsBranch() {
    model.titles("");
    var user = south.get("/api/v1/me").text("/user/id");
    var session = south.post(SESSIONS, Map.of("title", "Long")).expect(201).text("/id");
    var before = usage(user);
    model.behave(Behaviour.saying("Noted: the ship is called Ada."));
    ask(session, "The first thing: " + "alpha beta gamma delta ".repeat(30));
    ask(session, "The second thing: " + "epsilon zeta eta theta ".repeat(30));
    ask(session, "The third thing: " + "iota kappa lambda mu ".repeat(30));
    var fourth = ask(session, "And the fourth: " + "nu xi omicron pi ".repeat(30));
    assertThat(fourth.path("status").asText()).isEqualTo("complete");
    var asked = model.requests();
    var summaries =
        asked.stream()
            .filter(request -> request.body().toString().contains(SUMMARY_INSTRUCTIONS))
            .toList();
    assertThat(summaries).isNotEmpty();
    assertThat(summaries.getFirst().body().toString()).contains("The first thing");
    // Twelve tokens read for each, as the provider counts, and six words written.
    assertThat(difference(before, usage(user), "prompt_tokens"))
        .isEqualTo(12L * (4 + summaries.size()));
    assertThat(difference(before, usage(user), "completion_tokens"))
        .isEqualTo(6L * (4 + summaries.size()));
    var last = asked.getLast().body().path("messages").toString();
    assertThat(last)
        .contains("Summary of the earlier conversation", "Noted: the ship is called Ada.")
        .contains("And the fourth")
        .doesNotContain("The first thing");
    // What is summarized once is read from its row the next time.
    int told = summaries.size();
    ask(session, "Short.");
    assertThat(
            model.requests().stream()
                .filter(request -> request.body().toString().contains(SUMMARY_INSTRUCTIONS)))
        .hasSize(told);
    assertThat(model.requests().getLast().body().toString())
        .contains("Summary of the earlier conversation");
  }

  @Test
  void clearingAChatInTheMiddleOfAnAnswerDoesNotMakeItFree() {
    model.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(20)));
    var user = south.get("/api/v1/me").text("/user/id");
    var session = south.post(SESSIONS, Map.of("title", "Cleared")).expect(201).text("/id");
    var before = usage(user);
    var answer = send(session, "Clear this.");
    Eventually.within(SOON, () -> !read(session, answer).path("content").asText().isEmpty());
    south.delete(messages(session)).expect(204);
    Eventually.within(SOON, () -> difference(before, usage(user), "completion_tokens") > 0);
    assertThat(difference(before, usage(user), "answers")).isEqualTo(1);
    assertThat(difference(before, usage(user), "prompt_tokens")).isPositive();
  }

  @Test
  void theBuiltInAssistantSpeaksInSeveralParts() {
    var ann = tenants.ann();
    var id = ann.post(SESSIONS, Map.of()).expect(201).text("/id");
    try (var stream = EventStream.post(ann, messages(id), message("Hello?"))) {
      stream.await("done", SOON);
      assertThat(stream.partNumbers()).hasSizeGreaterThan(3);
      assertThat(stream.text()).contains("No model is connected yet");
    }
  }

  private static JsonNode usage(String user) {
    return south.get("/api/v1/usage?user_id=" + user).expect(200).json().path("data");
  }

  private static long difference(JsonNode before, JsonNode after, String field) {
    return sum(after, field) - sum(before, field);
  }

  private static long sum(JsonNode data, String field) {
    return data.valueStream().mapToLong(day -> day.path(field).asLong()).sum();
  }

  private static String session() {
    return south.post(SESSIONS, Map.of()).expect(201).text("/id");
  }

  private static String messages(String session) {
    return SESSIONS + "/" + session + "/messages";
  }

  private static Map<String, Object> message(String content) {
    return Map.of("client_message_id", UUID.randomUUID(), "content", content);
  }

  private static String send(String session, String content) {
    return south.post(messages(session), message(content)).expect(201).text("/answer/id");
  }

  private static JsonNode ask(String session, String content) {
    var answer = send(session, content);
    Eventually.within(
        SOON,
        () -> !read(session, answer).path("status").asText().equals("streaming"),
        () -> read(session, answer).toString());
    return read(session, answer);
  }

  private static JsonNode read(String session, String id) {
    return south
        .get(messages(session))
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .filter(message -> message.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
