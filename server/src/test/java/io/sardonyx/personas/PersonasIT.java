package io.sardonyx.personas;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may use which assistant, and what it and a project make of an answer. The organization in the
 * south is this test's own; a model is connected there.
 */
class PersonasIT {
  private static final String PERSONAS = "/api/v1/personas";
  private static final String PROJECTS = "/api/v1/projects";
  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Tenants tenants;
  private static ModelServer model;
  private static Http south;
  private static Http viewer;

  @BeforeAll
  static void people() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    model = ModelServer.start();
    south = tenants.southOwner();
    var email = "viewer-" + UUID.randomUUID() + "@example.com";
    var password = "long enough to be nobody's guess";
    south
        .post(
            "/api/v1/customer-users",
            Map.of("email", email, "display_name", "V", "role", "viewer", "password", password))
        .expect(201);
    viewer = Http.of(SharedNode.get()).joined(email, password, password + ", changed");
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private record Case(
      String who, Http by, String method, String path, @Nullable Object body, int status) {
    DynamicTest test() {
      return DynamicTest.dynamicTest(
          who + ": " + method + " " + path, () -> by.send(method, path, body).expect(status));
    }
  }

  @TestFactory
  Stream<DynamicTest> whoMayNotIsRefusedAndWhatIsNotTheirsDoesNotExist() {
    var own = make(tenants.ann(), Map.of("name", "Ann's own"));
    var ofAll = make(tenants.owner(), Map.of("name", "Ours", "audience", "everyone"));
    var forOwners =
        make(
            tenants.owner(),
            Map.of("name", "Board", "audience", "roles", "roles", List.of("owner")));
    var project = tenants.ann().post(PROJECTS, Map.of("name", "P")).expect(201).text("/id");
    return Stream.concat(denials(own, ofAll, forOwners, project), wrongOnes()).map(Case::test);
  }

  private static Stream<Case> denials(String own, String ofAll, String forOwners, String project) {
    var nobody = Http.of(SharedNode.get());
    var name = Map.of("name", "x");
    var shared = Map.of("name", "x", "audience", "everyone");
    return Stream.of(
        new Case("nobody", nobody, "GET", PERSONAS, null, 401),
        new Case("nobody", nobody, "POST", PERSONAS, name, 401),
        new Case("nobody", nobody, "GET", PERSONAS + "/" + own, null, 401),
        new Case("nobody", nobody, "PATCH", PERSONAS + "/" + own, name, 401),
        new Case("nobody", nobody, "DELETE", PERSONAS + "/" + own, null, 401),
        new Case("nobody", nobody, "GET", PROJECTS, null, 401),
        new Case("nobody", nobody, "DELETE", PROJECTS + "/" + project, null, 401),
        new Case("a viewer", tenants.colleague(), "POST", PERSONAS, shared, 403),
        new Case("a viewer", tenants.colleague(), "PATCH", PERSONAS + "/" + ofAll, name, 403),
        new Case("a viewer", tenants.colleague(), "DELETE", PERSONAS + "/" + ofAll, null, 403),
        new Case("a viewer", tenants.colleague(), "GET", PERSONAS + "/" + forOwners, null, 404),
        new Case("a user", tenants.ann(), "POST", PERSONAS, shared, 403),
        new Case("another user", tenants.ben(), "GET", PERSONAS + "/" + own, null, 404),
        new Case("another user", tenants.ben(), "PATCH", PERSONAS + "/" + own, name, 404),
        new Case("the owner", tenants.owner(), "GET", PERSONAS + "/" + own, null, 404),
        new Case("another application", tenants.ann(), "GET", PERSONAS + "/" + ofAll, null, 404),
        new Case("another tenant", south, "GET", PERSONAS + "/" + ofAll, null, 404),
        new Case("another tenant", south, "PATCH", PERSONAS + "/" + ofAll, name, 404),
        new Case("another user", tenants.ben(), "GET", PROJECTS + "/" + project, null, 404),
        new Case("another user", tenants.ben(), "PATCH", PROJECTS + "/" + project, name, 404),
        new Case(
            "another user", tenants.ben(), "POST", SESSIONS, Map.of("project_id", project), 404),
        new Case("another user", tenants.ben(), "POST", SESSIONS, Map.of("persona_id", own), 404));
  }

  private static Stream<Case> wrongOnes() {
    return Stream.of(
        new Case("wrong", south, "POST", PERSONAS, Map.of("name", " "), 422),
        new Case("wrong", south, "POST", PERSONAS, Map.of("name", "x", "audience", "roles"), 422),
        new Case(
            "wrong",
            south,
            "POST",
            PERSONAS,
            Map.of("name", "x", "audience", "roles", "roles", List.of("emperor")),
            422),
        new Case(
            "wrong",
            south,
            "POST",
            PERSONAS,
            Map.of("name", "x", "parameters", Map.of("temperature", 7)),
            422),
        new Case(
            "wrong",
            south,
            "POST",
            PERSONAS,
            Map.of("name", "x", "model_provider_id", UUID.randomUUID()),
            422),
        new Case("wrong", south, "POST", PROJECTS, Map.of("name", "x".repeat(201)), 422));
  }

  @Test
  void everyApplicationHasADefaultPersonaThatStays() {
    var all = south.get(PERSONAS).expect(200).json().path("data");
    var builtIn =
        all.valueStream().filter(persona -> persona.path("is_default").asBoolean()).toList();
    assertThat(builtIn).hasSize(1);
    var path = PERSONAS + "/" + builtIn.getFirst().path("id").asText();
    assertThat(south.delete(path).expect(409).code()).isEqualTo("default_persona_required");
    assertThat(south.patch(path, Map.of("audience", "owner")).expect(409).code())
        .isEqualTo("default_persona_required");
    var next = make(south, Map.of("name", "Next", "audience", "everyone"));
    south.patch(PERSONAS + "/" + next, Map.of("is_default", true)).expect(200);
    assertThat(south.get(path).expect(200).json().path("is_default").asBoolean()).isFalse();
    south.patch(path, Map.of("is_default", true)).expect(200);
  }

  @Test
  void aCuratorOfAnApplicationDecidesForItsUsers() {
    var me = tenants.ben().get("/api/v1/me").expect(200).text("/user/id");
    tenants.owner().patch("/api/v1/app-users/" + me, Map.of("role", "curator")).expect(200);
    Eventually.within(
        SOON,
        () -> tenants.ben().get("/api/v1/me").json().path("role").asText().equals("app_curator"));
    var forAll = make(tenants.ben(), Map.of("name", "Shop's", "audience", "everyone"));
    var forAdmins =
        make(
            tenants.ben(),
            Map.of("name", "Admins'", "audience", "roles", "roles", List.of("app_admin")));
    var forUsers =
        make(
            tenants.ben(),
            Map.of("name", "Users'", "audience", "roles", "roles", List.of("app_user")));
    var seen = tenants.ann().get(PERSONAS + "?limit=100").expect(200).body();
    assertThat(seen).contains(forAll, forUsers).doesNotContain(forAdmins);
    assertThat(tenants.ben().get(PERSONAS + "/" + forAdmins).expect(200).text("/roles/0"))
        .isEqualTo("app_admin");
    tenants.ann().delete(PERSONAS + "/" + forUsers).expect(403);
    tenants.ben().delete(PERSONAS + "/" + forUsers).expect(204);
    assertThat(tenants.owner().get("/api/v1/audit-events").expect(200).body())
        .contains("persona.deleted", forUsers);
  }

  @Test
  void anAnswerIsAskedForAsPersonaAndProjectSay() {
    model.behave(ModelServer.Behaviour.saying("Aye."));
    var provider = connect("test-model", List.of());
    var persona =
        make(
            south,
            Map.of(
                "name",
                "Pirate",
                "instructions",
                "Speak like a pirate.",
                "model_provider_id",
                provider,
                "parameters",
                Map.of("temperature", 0.25, "max_tokens", 77, "top_p", 0.5),
                "starters",
                List.of("Where is the treasure?")));
    var project =
        south
            .post(PROJECTS, Map.of("name", "Ship", "instructions", "The ship is called Ada."))
            .expect(201)
            .text("/id");
    var session =
        south
            .post(SESSIONS, Map.of("persona_id", persona, "project_id", project))
            .expect(201)
            .text("/id");
    ask(south, session);
    var request = model.requests().getLast().body();
    assertThat(request.at("/messages/0/content").asText())
        .contains("Speak like a pirate.", "The ship is called Ada.");
    assertThat(request.path("temperature").asDouble()).isEqualTo(0.25);
    assertThat(request.path("top_p").asDouble()).isEqualTo(0.5);
    assertThat(request.path("max_tokens").asInt()).isEqualTo(77);
    // Outside of the project, and without the persona, nothing is left of them.
    south.put(SESSIONS + "/" + session, "{\"project_id\":null,\"persona_id\":null}").expect(200);
    ask(south, session);
    assertThat(model.requests().getLast().body().at("/messages/0/content").asText())
        .doesNotContain("pirate", "Ada");
    south.delete("/api/v1/model-providers/" + provider).expect(204);
    assertThat(south.get(PERSONAS + "/" + persona).json().path("model_provider_id").isNull())
        .isTrue();
  }

  @Test
  void aModelThatTheRoleMayNotUseIsRefusedBeforeAnythingIsWritten() {
    model.behave(ModelServer.Behaviour.saying("Dear."));
    var cheap = connect("cheap", List.of());
    var dear = connect("dear", List.of("owner"));
    var persona =
        make(south, Map.of("name", "Dear", "audience", "everyone", "model_provider_id", dear));
    assertThat(viewer.get("/api/v1/models").expect(200).body())
        .contains(cheap)
        .doesNotContain(dear);
    var session = viewer.post(SESSIONS, Map.of("persona_id", persona)).expect(201).text("/id");
    // Other nodes, and this one, know of the restriction within seconds; the answer at once.
    Eventually.within(
        SOON, () -> viewer.post(SESSIONS + "/" + session + "/messages", message()).status() == 403);
    var refused = viewer.post(SESSIONS + "/" + session + "/messages", message()).expect(403);
    assertThat(refused.code()).isEqualTo("model_not_allowed");
    assertThat(
            model.requests().stream()
                .filter(request -> request.body().path("model").asText().equals("dear")))
        .isEmpty();
    ask(south, south.post(SESSIONS, Map.of("persona_id", persona)).expect(201).text("/id"));
    assertThat(model.requests().getLast().body().path("model").asText()).isEqualTo("dear");
    ask(viewer, viewer.post(SESSIONS, Map.of()).expect(201).text("/id"));
    assertThat(model.requests().getLast().body().path("model").asText()).isEqualTo("cheap");
    south.delete("/api/v1/model-providers/" + dear).expect(204);
    south.delete("/api/v1/model-providers/" + cheap).expect(204);
  }

  @Test
  void chatsAreListedByProjectCategoryPinAndSharing() {
    var ann = tenants.ann();
    var project = ann.post(PROJECTS, Map.of("name", "P")).expect(201).text("/id");
    var inProject = session(Map.of("project_id", project));
    var work = session(Map.of("category", "work"));
    var pinned = session(Map.of());
    var shared = session(Map.of());
    ann.put(SESSIONS + "/" + pinned, Map.of("pinned", true)).expect(200);
    ann.put(SESSIONS + "/" + shared, Map.of("shared_status", "application")).expect(200);
    assertThat(listed(ann, "?project_id=" + project)).containsExactly(inProject);
    assertThat(listed(ann, "?category=work")).containsExactly(work);
    assertThat(listed(ann, "?pinned=true")).containsExactly(pinned);
    assertThat(listed(ann, "?pinned=false")).contains(work, shared).doesNotContain(pinned);
    assertThat(listed(ann, "?shared=true")).containsExactly(shared);
    assertThat(listed(ann, "?shared_with_me=true")).doesNotContain(shared);
    assertThat(listed(tenants.ben(), "?shared_with_me=true")).containsExactly(shared);
    assertThat(listed(tenants.ben(), "?project_id=" + project)).isEmpty();
    ann.put(SESSIONS + "/" + pinned, Map.of("pinned", false)).expect(200);
    assertThat(ann.get(SESSIONS + "/" + pinned).json().path("pinned_at").isNull()).isTrue();
    ann.put(SESSIONS + "/" + work, Map.of("project_id", project)).expect(200);
    assertThat(listed(ann, "?project_id=" + project)).containsExactlyInAnyOrder(inProject, work);
    ann.delete(PROJECTS + "/" + project).expect(204);
    assertThat(ann.get(SESSIONS + "/" + work).expect(200).json().path("project_id").isNull())
        .isTrue();
  }

  private static List<String> listed(Http by, String query) {
    return by.get(SESSIONS + query)
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .map(session -> session.path("id").asText())
        .toList();
  }

  private static String session(Map<String, Object> wanted) {
    return tenants.ann().post(SESSIONS, wanted).expect(201).text("/id");
  }

  private static String make(Http by, Map<String, Object> persona) {
    return by.post(PERSONAS, persona).expect(201).text("/id");
  }

  private static String connect(String name, List<String> roles) {
    var wanted = new HashMap<String, Object>();
    wanted.put("name", name + " " + UUID.randomUUID());
    wanted.put("kind", "openai");
    wanted.put("base_url", model.url() + "/v1");
    wanted.put("model", name);
    if (!roles.isEmpty()) {
      wanted.put("roles", roles);
    }
    return south.post("/api/v1/model-providers", wanted).expect(201).text("/id");
  }

  private static Map<String, Object> message() {
    return Map.of("client_message_id", UUID.randomUUID(), "content", "Hello");
  }

  private static void ask(Http by, String session) {
    var path = SESSIONS + "/" + session + "/messages";
    var answer = by.post(path, message()).expect(201).text("/answer/id");
    Eventually.within(
        SOON,
        () ->
            by.get(path)
                .json()
                .path("data")
                .valueStream()
                .anyMatch(message ->
                    message.path("id").asText().equals(answer)
                        && message.path("status").asText().equals("complete")),
        () -> by.get(path).body());
  }
}
