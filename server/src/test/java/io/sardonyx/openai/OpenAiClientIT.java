package io.sardonyx.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.NodeScript;
import io.sardonyx.testing.SharedNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The real client for OpenAI's API, against ours. In an organization of the test's own. */
class OpenAiClientIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String COMPLETIONS = "/v1/chat/completions";

  private static Tenants tenants;
  private static ModelServer provider;
  private static Http south;
  private static String key;

  @BeforeAll
  static void connect() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    provider = ModelServer.start();
    south = tenants.southOwner();
    connect("house-model", List.of());
    connect("staff-model", List.of("viewer"));
    south
        .post(
            "/api/v1/personas",
            Map.of(
                "name", "Ship's Cook",
                "instructions", "You are a cook.",
                "parameters", Map.of("temperature", 0.5)))
        .expect(201);
    key =
        south
            .post(
                "/api/v1/api-keys",
                Map.of("name", "openai", "scopes", List.of("chat:read", "chat:write")))
            .expect(201)
            .text("/key");
  }

  @AfterAll
  static void close() {
    provider.close();
  }

  @BeforeEach
  void says() {
    provider.behave(Behaviour.saying("one two three"));
  }

  @Test
  void aPictureOfTenMegabytesIsPassedOnAndOneThatIsLargerThanAllIsRefused() {
    provider.behaveWhole("{\"role\":\"assistant\",\"content\":\"one two three\"}");
    var picture = "data:image/png;base64," + "iVBORw0KGgo".repeat(1_000_000);
    var ask = http().post(COMPLETIONS, withPicture(picture)).expect(200);
    assertThat(ask.text("/choices/0/message/content")).isEqualTo("one two three");
    assertThat(
            provider.requests().getLast().body().at("/messages/0/content/1/image_url/url").asText())
        .isEqualTo(picture);
    var refused = http().post(COMPLETIONS, withPicture(picture.repeat(2))).expect(413);
    assertThat(refused.code()).isEqualTo("body_too_large");
    var elsewhere =
        http().post("/api/v1/chat/sessions", Map.of("title", "x".repeat(1_000_000))).expect(413);
    assertThat(elsewhere.code()).isEqualTo("body_too_large");
  }

  private static Http http() {
    return Http.of(SharedNode.get()).as(key);
  }

  private static Map<String, Object> withPicture(String url) {
    return Map.of(
        "model",
        "house-model",
        "messages",
        List.of(
            Map.of(
                "role",
                "user",
                "content",
                List.of(
                    Map.of("type", "text", "text", "What is this?"),
                    Map.of("type", "image_url", "image_url", Map.of("url", url))))));
  }

  private record Case(
      String who, Http by, String method, String path, @Nullable Object body, int status) {}

  @TestFactory
  Stream<DynamicTest> whoMayNotIsRefusedInTheFormThatClientsKnow() {
    var nobody = Http.of(SharedNode.get());
    var narrow =
        nobody.as(
            south
                .post("/api/v1/api-keys", Map.of("name", "n", "scopes", List.of("chat:read")))
                .expect(201)
                .text("/key"));
    var ask =
        Map.of("model", "house-model", "messages", List.of(Map.of("role", "user", "content", "x")));
    var staff = Map.of("model", "staff-model", "messages", List.of(Map.of("role", "user")));
    return Stream.of(
            new Case("nobody", nobody, "GET", "/v1/models", null, 401),
            new Case("nobody", nobody, "POST", COMPLETIONS, ask, 401),
            new Case("a key that may only read", narrow, "POST", COMPLETIONS, ask, 403),
            new Case("the wrong role", south, "POST", COMPLETIONS, staff, 404),
            new Case("another tenant", tenants.ann(), "POST", COMPLETIONS, ask, 404),
            new Case("another tenant", tenants.ann(), "GET", "/v1/models/house-model", null, 404),
            new Case("another tenant", tenants.ann(), "GET", "/v1/models/ship-s-cook", null, 404),
            new Case("wrong", south, "POST", COMPLETIONS, Map.of("model", "house-model"), 400),
            new Case("wrong", south, "POST", COMPLETIONS, List.of(1), 400),
            new Case("wrong", south, "POST", COMPLETIONS, "{\"model\":", 400),
            new Case(
                "wrong",
                south,
                "POST",
                COMPLETIONS,
                Map.of("model", "house-model", "messages", List.of("x")),
                400),
            new Case("wrong", south, "DELETE", COMPLETIONS, null, 405))
        .map(each ->
            DynamicTest.dynamicTest(
                each.who() + ": " + each.method() + " " + each.path(),
                () -> {
                  var answer =
                      each.by().send(each.method(), each.path(), each.body()).expect(each.status());
                  var error = answer.json().path("error");
                  assertThat(error.path("message").asText()).isNotEmpty();
                  assertThat(error.path("type").asText()).isNotEmpty();
                  assertThat(error.path("code").asText()).isNotEmpty();
                  assertThat(error.has("param")).isTrue();
                }));
  }

  @Test
  void modelsAndPersonasAreListed() {
    var models = run("models");
    var ids = models.path("ids").valueStream().map(JsonNode::asText).toList();
    assertThat(ids).contains("house-model", "ship-s-cook").doesNotContain("staff-model");
    assertThat(models.at("/one/id").asText()).isEqualTo("ship-s-cook");
    assertThat(models.at("/one/object").asText()).isEqualTo("model");
  }

  @Test
  void aCompletionIsWholeAndItsUsageIsRecorded() {
    provider.behaveWhole("{\"role\":\"assistant\",\"content\":\"one two three\"}");
    var before = usage();
    var completion = run("whole");
    assertThat(completion.at("/choices/0/message/content").asText()).isEqualTo("one two three");
    assertThat(completion.path("model").asText()).isEqualTo("house-model");
    assertThat(completion.at("/usage/total_tokens").asInt()).isPositive();
    assertThat(usage() - before).isEqualTo(completion.at("/usage/total_tokens").asInt());
    assertThat(provider.requests().getLast().body().path("model").asText())
        .isEqualTo("house-model-1");
  }

  @Test
  void aPersonaIsAModel() {
    provider.behaveWhole("{\"role\":\"assistant\",\"content\":\"Soup.\"}");
    assertThat(run("persona").at("/choices/0/message/content").asText()).isEqualTo("Soup.");
    var asked = provider.requests().getLast().body();
    assertThat(asked.at("/messages/0/content").asText()).isEqualTo("You are a cook.");
    assertThat(asked.at("/messages/1/content").asText()).isEqualTo("Hello");
    assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
  }

  @Test
  void aStreamArrivesPieceByPieceWithUsageIfItIsWanted() {
    provider.behave(Behaviour.saying(ModelServer.words(20)).every(Duration.ofMillis(40)));
    var before = usage();
    var stream = run("stream");
    assertThat(stream.path("text").asText()).isEqualTo(ModelServer.words(20));
    assertThat(stream.path("chunks").asInt()).isGreaterThan(10);
    // Not all at once at the end.
    assertThat(stream.path("spread").asDouble()).isGreaterThan(200);
    assertThat(stream.at("/usage/completion_tokens").asInt()).isEqualTo(20);
    assertThat(stream.path("model").asText()).isEqualTo("house-model");
    Eventually.within(SOON, () -> usage() - before == 32);
    provider.behave(Behaviour.saying("one two three"));
    var quiet = run("quiet");
    assertThat(quiet.path("text").asText()).isEqualTo("one two three");
    assertThat(quiet.path("usages").asInt()).isZero();
    Eventually.within(SOON, () -> usage() - before == 32 + 15);
  }

  @Test
  void reasoningIsForwardedBesideTheAnswer() {
    provider.behave(Behaviour.saying("one two three"));
    provider.think("Hm, so. ");
    var thoughtful = run("thoughtful");
    assertThat(thoughtful.path("thought").asText()).isEqualTo("Hm, so. ");
    assertThat(thoughtful.path("text").asText()).isEqualTo("one two three");
  }

  @Test
  void toolsGoThrough() {
    provider.behaveWhole(
        """
        {"role":"assistant","content":null,"tool_calls":[{"id":"call_2","type":"function",
        "function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]}
        """);
    var message = run("tools");
    assertThat(message.at("/tool_calls/0/function/name").asText()).isEqualTo("weather");
    assertThat(message.at("/tool_calls/0/function/arguments").asText()).contains("Rome");
    var asked = provider.requests().getLast().body();
    assertThat(asked.at("/tools/0/function/name").asText()).isEqualTo("weather");
    assertThat(asked.at("/messages/2/tool_call_id").asText()).isEqualTo("call_1");
  }

  @Test
  void callsOfToolsAreStreamedAndCountedAlsoWhereTheProviderDoesNotCount() {
    provider.stream(
        List.of(
            "{\"role\":\"assistant\",\"content\":null}",
            call(0, "call_a", "weather", ""),
            call(1, "call_b", "weather", ""),
            piece(0, "{\\\"city\\\":"),
            piece(1, "{\\\"city\\\":\\\"Oslo, in the very north\\\"}"),
            piece(0, "\\\"Rome, in the very south\\\"}")));
    var before = noted();
    var streamed = run("toolStream");
    assertThat(streamed.path("reason").asText()).isEqualTo("tool_calls");
    assertThat(streamed.at("/calls/0/id").asText()).isEqualTo("call_a");
    assertThat(streamed.at("/calls/0/arguments").asText())
        .isEqualTo("{\"city\":\"Rome, in the very south\"}");
    assertThat(streamed.at("/calls/1/name").asText()).isEqualTo("weather");
    assertThat(streamed.at("/calls/1/arguments").asText())
        .isEqualTo("{\"city\":\"Oslo, in the very north\"}");
    Eventually.within(SOON, () -> noted().settled() == before.settled() + 1);
    assertThat(noted().rows()).isEqualTo(before.rows() + 1);
    assertThat(noted().completion() - before.completion()).isGreaterThan(15);
    assertThat(noted().estimated()).isEqualTo(before.estimated() + 1);
  }

  private static String call(int index, String id, String name, String arguments) {
    return """
    {"tool_calls":[{"index":%d,"id":"%s","type":"function","function":{"name":"%s","arguments":"%s"}}]}\
    """
        .formatted(index, id, name, arguments);
  }

  private static String piece(int index, String arguments) {
    return """
    {"tool_calls":[{"index":%d,"function":{"arguments":"%s"}}]}\
    """
        .formatted(index, arguments);
  }

  @Test
  void aClientThatGoesAwayIsChargedOnceForTheTextSoFar() throws InterruptedException {
    provider.behave(Behaviour.saying(ModelServer.words(2_000)).every(Duration.ofMillis(20)));
    var before = noted();
    assertThat(run("abort").path("chunks").asInt()).isEqualTo(3);
    Eventually.within(SOON, () -> noted().settled() == before.settled() + 1);
    var after = noted();
    // Whoever else would charge for it has had the time to.
    Thread.sleep(2_000);
    assertThat(noted()).isEqualTo(after);
    assertThat(after.rows()).isEqualTo(before.rows() + 1);
    assertThat(after.completion() - before.completion()).isBetween(2L, 2_000L);
  }

  @Test
  void whatBreaksOffOrIsNoCompletionIsChargedOnceToo() {
    var garbled = "{\"choices\":[{\"message\":" + "\"x\",".repeat(100);
    for (var cut : new boolean[] {true, false}) {
      provider.answerWith(garbled, cut);
      var before = noted();
      assertThat(run("refused").path("status").asInt()).isEqualTo(502);
      Eventually.within(SOON, () -> noted().settled() == before.settled() + 1);
      assertThat(noted().rows()).isEqualTo(before.rows() + 1);
      assertThat(noted().prompt()).isGreaterThan(before.prompt());
      assertThat(noted().completion()).isGreaterThan(before.completion());
    }
    provider.behave(Behaviour.failing(500, "oops"));
    var before = noted();
    run("refused");
    assertThat(noted()).as("what is refused costs nothing").isEqualTo(before);
  }

  @Test
  void failuresAreThoseThatTheClientKnows() {
    var failures = run("failures");
    assertThat(failures.at("/key/authentication").asBoolean()).isTrue();
    assertThat(failures.at("/key/status").asInt()).isEqualTo(401);
    assertThat(failures.at("/model/notFound").asBoolean()).isTrue();
    assertThat(failures.at("/model/code").asText()).isEqualTo("model_not_found");
    assertThat(failures.at("/messages/status").asInt()).isEqualTo(400);
    assertThat(failures.at("/messages/type").asText()).isEqualTo("invalid_request_error");
    provider.behave(Behaviour.failing(500, "oops"));
    assertThat(run("refused").path("status").asInt()).isEqualTo(502);
    provider.behave(Behaviour.failing(400, "{\"error\":{\"message\":\"bad tool\"}}"));
    var refused = run("refused");
    assertThat(refused.path("status").asInt()).isEqualTo(400);
    assertThat(refused.path("message").asText()).contains("bad tool");
    provider.behave(Behaviour.saying(ModelServer.words(40)).cutAfter(5));
    var broken = run("broken");
    assertThat(broken.path("api").asBoolean()).isTrue();
    assertThat(broken.path("message").asText()).contains("broke off");
  }

  private static JsonNode run(String scenario) {
    return NodeScript.of(
            "openai.mjs",
            Map.of(
                "BASE_URL",
                SharedNode.get().uri("/v1").toString(),
                "API_KEY",
                key,
                "MODEL",
                "house-model",
                "PERSONA",
                "ship-s-cook"))
        .run(scenario);
  }

  private static void connect(String name, List<String> roles) {
    var wanted = new HashMap<String, Object>();
    wanted.put("name", name);
    wanted.put("kind", "openai");
    wanted.put("base_url", provider.url() + "/v1");
    wanted.put("model", name + "-1");
    if (!roles.isEmpty()) {
      wanted.put("roles", roles);
    }
    south.post("/api/v1/model-providers", wanted).expect(201);
  }

  /** What stands of this organization, whose models nobody else asks. */
  private record Noted(long rows, long settled, long estimated, long prompt, long completion) {}

  private static Noted noted() {
    try (var superuser = SharedNode.home().superuser();
        var statement =
            superuser.prepareStatement(
                """
                select count(*), count(*) filter (where is_settled),
                  count(*) filter (where is_estimated), coalesce(sum(prompt_tokens), 0),
                  coalesce(sum(completion_tokens), 0)
                from platform.token_usage where purpose = 'api' and organization_id = ?::uuid
                """)) {
      statement.setString(1, south.get("/api/v1/me").text("/organization/id"));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return new Noted(
            rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the key's owner; nobody else asks models here. */
  private static long usage() {
    return south
        .get("/api/v1/usage")
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .mapToLong(
            day -> day.path("prompt_tokens").asLong() + day.path("completion_tokens").asLong())
        .sum();
  }
}
