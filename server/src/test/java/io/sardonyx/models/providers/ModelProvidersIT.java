package io.sardonyx.models.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.NodeWithModel;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Model providers over HTTP, on a node whose first one came from the environment. */
class ModelProvidersIT {
  private static final String PATH = "/api/v1/model-providers";
  private static final int ROUNDS = 40;

  private static NodeWithModel ours;
  private static ModelServer model;
  private static Node node;

  @BeforeAll
  static void start() {
    ours = NodeWithModel.start(Map.of("SARDONYX_MODEL_KEY", "the-model-key"));
    model = ours.model();
    node = ours.node();
  }

  @AfterAll
  static void stop() {
    ours.close();
  }

  @Test
  void providersAreForAdministratorsAndTheirKeysAreNeverGivenOut() {
    var ann = Http.of(node).signedInAsAdmin();
    var path = PATH;
    Http.of(node).get(path).expect(401);
    var wanted = new HashMap<String, Object>();
    wanted.put("name", "Mine " + UUID.randomUUID());
    wanted.put("kind", "openai");
    wanted.put("model", "m");
    wanted.put("key", "sk-very-secret");
    wanted.put("base_url", "ftp://nowhere");
    assertThat(ann.post(path, wanted).expect(422).body()).contains("base_url");
    wanted.put("base_url", model.url() + "/v1/");
    var made = ann.post(path, wanted).expect(201);
    assertThat(ann.post(path, wanted).expect(409).code()).isEqualTo("model_provider_taken");
    var id = made.text("/id");
    assertThat(made.json().path("has_key").asBoolean()).isTrue();
    assertThat(made.json().path("is_default").asBoolean()).isFalse();
    assertThat(made.text("/base_url")).isEqualTo(model.url() + "/v1");
    var all = ann.get(path).expect(200).body() + ann.get(path + "/" + id).body() + made.body();
    assertThat(all).doesNotContain("sk-very-secret").doesNotContain("the-model-key");
    assertThat(ann.send("POST", path + "/" + id + "/test", null).expect(200).text("/detail"))
        .contains("m answered in");
    assertThat(window(ann, id)).isEqualTo(32_000);
    ann.put(path + "/" + id, Map.of("context_window", 5_000)).expect(200);
    assertThat(window(ann, id)).isEqualTo(5_000);
    // With another address the key is given again.
    var moved = Map.of("base_url", "http://127.0.0.1:1/v1");
    assertThat(ann.put(path + "/" + id, moved).expect(422).code())
        .isEqualTo("provider_key_required");
    var withKey = Map.of("base_url", "http://127.0.0.1:1/v1", "key", "other");
    ann.put(path + "/" + id, withKey).expect(200);
    assertThat(ann.send("POST", path + "/" + id + "/test", null).expect(200).text("/detail"))
        .isEqualTo("The model provider cannot be reached. (127.0.0.1:1)");
    ann.delete(path + "/" + id).expect(204);
    ann.get(path + "/" + id).expect(404);
    assertThat(defaults(ann)).hasSize(1);
  }

  @Test
  void twoWhoMakeDifferentOnesTheDefaultAtOnceBothDoAndOneOfThemIsIt() throws Exception {
    var ann = Http.of(node).signedInAsAdmin();
    var ben = Http.of(node).signedInAsAdmin();
    var some = List.of(made(ann), made(ann), made(ann));
    for (int i = 0; i < ROUNDS; i++) {
      var one = some.get(i % 3);
      var other = some.get((i + 1) % 3);
      both(
          () -> ann.put(PATH + "/" + one, Map.of("is_default", true)),
          () -> ben.put(PATH + "/" + other, Map.of("is_default", true)));
      assertThat(defaults(ann)).hasSize(1).containsAnyOf(one, other);
    }
    some.forEach(each -> ann.delete(PATH + "/" + each).expect(204));
  }

  @Test
  void twoWhoChangeDifferentThingsOfOneAtOnceLoseNothing() throws Exception {
    var ann = Http.of(node).signedInAsAdmin();
    var ben = Http.of(node).signedInAsAdmin();
    var one = made(ann);
    for (int i = 0; i < ROUNDS; i++) {
      var name = "model " + i;
      int window = 10_000 + i;
      both(
          () -> ann.put(PATH + "/" + one, Map.of("model", name)),
          () -> ben.put(PATH + "/" + one, Map.of("context_window", window)));
      var now = ann.get(PATH + "/" + one).expect(200).json();
      assertThat(now.path("model").asText()).isEqualTo(name);
      assertThat(now.path("context_window").asInt()).isEqualTo(window);
    }
    ann.delete(PATH + "/" + one).expect(204);
  }

  private static void both(Callable<Http.Answer> one, Callable<Http.Answer> other)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(List.of(one, other))) {
        answer.get().expect(200);
      }
    }
  }

  private static String made(Http by) {
    var wanted =
        Map.of(
            "name",
            "One " + UUID.randomUUID(),
            "kind",
            "openai",
            "model",
            "m",
            "base_url",
            model.url() + "/v1");
    return by.post(PATH, wanted).expect(201).text("/id");
  }

  private static List<String> defaults(Http by) {
    return by.get(PATH)
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .filter(provider -> provider.path("is_default").asBoolean())
        .map(provider -> provider.path("id").asText())
        .toList();
  }

  /** As those are told who choose between the models. */
  private static int window(Http ann, String id) {
    return ann.get("/api/v1/models")
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .filter(model -> model.path("id").asText().equals(id))
        .mapToInt(model -> model.path("context_window").asInt())
        .sum();
  }

  /** The first organization of a local installation uses loopback; another one must not. */
  @Test
  void anotherOrganizationReachesNothingOfThisMachine() {
    var password = "told once and changed at once";
    var email = UUID.randomUUID() + "@example.com";
    var made =
        Node.command(
            Map.of("SARDONYX_HOME", ours.home().path().toString()),
            "create-organization",
            "--name",
            "Elsewhere",
            "--email",
            email,
            "--password",
            password);
    assertThat(made.exitValue()).as(made.output()).isZero();
    var owner = Http.of(node).joined(email, password, "a password of their own choice");
    var port = URI.create(model.url()).getPort();
    for (var host : List.of("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]")) {
      var address = "http://" + host + ":" + port + "/v1";
      var wanted =
          Map.of("name", UUID.randomUUID(), "kind", "openai", "model", "m", "base_url", address);
      var id = owner.post(PATH, wanted).expect(201).text("/id");
      var tested = owner.send("POST", PATH + "/" + id + "/test", null).expect(200);
      assertThat(tested.text("/detail"))
          .isEqualTo("The model provider cannot be reached. (" + host + ":" + port + ")");
    }
  }
}
