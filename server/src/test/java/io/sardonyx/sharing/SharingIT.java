package io.sardonyx.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who reads a chat by a link, who says what of an answer, and what is taken along. */
class SharingIT {
  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Tenants tenants;
  private static Http nobody;
  private static Http ann;
  private static String session;
  private static String question;
  private static String answer;

  @BeforeAll
  static void aChat() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    nobody = Http.of(SharedNode.get());
    ann = tenants.ann();
    session = ann.post(SESSIONS, Map.of("title", "Plans")).expect(201).text("/id");
    var sent =
        ann.post(
                messages(),
                Map.of("client_message_id", UUID.randomUUID(), "content", "What do we plan?"))
            .expect(201);
    question = sent.text("/message/id");
    answer = sent.text("/answer/id");
    Eventually.within(
        SOON, () -> !ann.get(messages()).json().at("/data/1/status").asText().equals("streaming"));
  }

  private record Case(
      String who, Http by, String method, String path, @Nullable Object body, int status) {}

  @TestFactory
  Stream<DynamicTest> whoMayNotIsRefused() {
    var thumb = Map.of("rating", "up");
    var feedback = messages() + "/" + answer + "/feedback";
    return Stream.of(
            new Case("nobody", nobody, "POST", share(), Map.of(), 401),
            new Case("nobody", nobody, "GET", share(), null, 401),
            new Case("nobody", nobody, "DELETE", share(), null, 401),
            new Case("nobody", nobody, "PUT", feedback, thumb, 401),
            new Case("nobody", nobody, "GET", "/api/v1/feedback", null, 401),
            new Case("nobody", nobody, "GET", SESSIONS + "/" + session + "/export", null, 401),
            new Case("nobody", nobody, "GET", "/api/v1/chat/export", null, 401),
            new Case("nobody", nobody, "GET", "/api/v1/shared/shr_guess", null, 404),
            new Case("nobody", nobody, "GET", "/api/v1/shared/" + "x".repeat(300), null, 404),
            new Case("another user", tenants.ben(), "POST", share(), Map.of(), 404),
            new Case("another user", tenants.ben(), "PUT", feedback, thumb, 404),
            new Case("another user", tenants.ben(), "GET", export("json"), null, 404),
            new Case("another tenant", tenants.southOwner(), "POST", share(), Map.of(), 404),
            new Case("another tenant", tenants.southOwner(), "GET", export("json"), null, 404),
            new Case("the owner", tenants.owner(), "POST", share(), Map.of(), 404),
            new Case("the owner", tenants.owner(), "GET", export("json"), null, 404),
            new Case("a user", ann, "GET", "/api/v1/feedback", null, 403),
            new Case("a viewer", tenants.colleague(), "GET", "/api/v1/feedback", null, 403),
            new Case(
                "a viewer",
                tenants.colleague(),
                "PUT",
                "/api/v1/organization/retention",
                Map.of("delete_after_days", 1),
                403),
            new Case("wrong", ann, "PUT", feedback, Map.of("rating", "sideways"), 422),
            new Case("wrong", ann, "PUT", messages() + "/" + question + "/feedback", thumb, 422),
            new Case("wrong", ann, "GET", export("pdf"), null, 422),
            new Case(
                "wrong", ann, "POST", share(), Map.of("expires_at", "2020-01-01T00:00:00Z"), 422),
            new Case(
                "wrong",
                tenants.southOwner(),
                "PUT",
                "/api/v1/organization/retention",
                Map.of("archive_after_days", 9, "delete_after_days", 8),
                422))
        .map(each ->
            DynamicTest.dynamicTest(
                each.who() + ": " + each.method() + " " + each.path(),
                () ->
                    each.by().send(each.method(), each.path(), each.body()).expect(each.status())));
  }

  @Test
  void aLinkIsForThePeopleOfTheOrganizationUnlessItIsForAll() {
    var closed = ann.post(share(), Map.of()).expect(201);
    var path = closed.text("/path");
    assertThat(ann.get(share()).expect(200).body()).doesNotContain(closed.text("/token"));
    assertThat(nobody.get(path).expect(401).code()).isEqualTo("authentication_required");
    tenants.southOwner().get(path).expect(404);
    for (var reader : new Http[] {tenants.ben(), tenants.owner(), ann}) {
      var read = reader.get(path).expect(200);
      assertThat(read.text("/title")).isEqualTo("Plans");
      assertThat(read.text("/data/0/content")).isEqualTo("What do we plan?");
    }
    // To read it is all that it gives.
    tenants.ben().get(SESSIONS + "/" + session).expect(404);
    tenants.ben().post(messages(), message("intruder")).expect(404);

    var open = ann.post(share(), Map.of("requires_login", false)).expect(201).text("/path");
    tenants.ben().get(path).expect(404);
    assertThat(nobody.get(open + "?limit=1").expect(200).json().path("data")).hasSize(1);
    nobody.as("ended.or.wrong").get(open).expect(200);
    nobody.post(open, Map.of()).expect(405);
    ann.delete(share()).expect(204);
    nobody.get(open).expect(404);
    ann.delete(share()).expect(404);
  }

  @Test
  void aLinkIsNotForTheUsersOfAnotherApplicationNorForWhoIsLeftBehind() {
    var owner = tenants.owner();
    var leaver = Tenants.newColleague(owner);
    var id = leaver.post(SESSIONS, Map.of("title", "Mine")).expect(201).text("/id");
    var share = SESSIONS + "/" + id + "/share";
    var closed = leaver.post(share, Map.of()).expect(201).text("/path");
    owner.get(closed).expect(200);
    ann.get(closed).expect(404); // Of the shop, not of the Workspace.
    var open = leaver.post(share, Map.of("requires_login", false)).expect(201).text("/path");
    nobody.get(open).expect(200);
    var me = leaver.get("/api/v1/me").text("/user/external_id");
    owner.patch("/api/v1/customer-users/" + me, Map.of("is_active", false)).expect(200);
    nobody.get(open).expect(404);
  }

  @Test
  void aLinkShowsTheBranchThatItsOwnerSeesAndNoOther() {
    var id = ann.post(SESSIONS, Map.of()).expect(201).text("/id");
    var path = SESSIONS + "/" + id + "/messages";
    var first = ann.post(path, unanswered("a first try", null)).expect(201).text("/message/id");
    var second = ann.post(path, unanswered("on the first", null)).expect(201).text("/message/id");
    var root = ann.get(path).json().at("/data/0/parent_id").asText();
    var edited = ann.post(path, unanswered("an edit", root)).expect(201).text("/message/id");
    ann.post(path, unanswered("on the edit", null)).expect(201);
    var own = ann.get(path).expect(200).json().path("data");
    assertThat(own.at("/0/sibling_ids")).hasSize(2);
    var link =
        ann.post(SESSIONS + "/" + id + "/share", Map.of("requires_login", false))
            .expect(201)
            .text("/path");

    var read = nobody.get(link).expect(200);
    assertThat(contents(read.json())).containsExactly("an edit", "on the edit");
    assertThat(read.body()).doesNotContain(first, second, "first");
    for (var message : read.json().path("data")) {
      assertThat(message.path("sibling_ids")).isEmpty();
      assertThat(message.path("client_message_id").asText("")).isEmpty();
    }
    var page = nobody.get(link + "?limit=1").expect(200);
    assertThat(page.text("/next_cursor")).isEqualTo(edited);
    assertThat(contents(nobody.get(link + "?limit=1&cursor=" + edited).expect(200).json()))
        .containsExactly("an edit");
    for (var hidden : new String[] {first, second, UUID.randomUUID().toString()}) {
      var refused = nobody.get(link + "?cursor=" + hidden).expect(400);
      assertThat(refused.code()).isEqualTo("malformed_parameter");
    }

    ann.send("PUT", path + "/" + first + "/shown", null).expect(200);
    assertThat(contents(nobody.get(link).expect(200).json()))
        .containsExactly("a first try", "on the first");
    nobody.get(link + "?cursor=" + edited).expect(400);
  }

  private static List<String> contents(JsonNode page) {
    return page.path("data").valueStream().map(each -> each.path("content").asText()).toList();
  }

  @Test
  void aLinkEndsAtItsTimeAndWithTheChat() {
    var id = ann.post(SESSIONS, Map.of()).expect(201).text("/id");
    var share = SESSIONS + "/" + id + "/share";
    var brief =
        ann.post(
                share,
                Map.of(
                    "requires_login", false, "expires_at", Instant.now().plusSeconds(2).toString()))
            .expect(201)
            .text("/path");
    Eventually.within(SOON, () -> nobody.get(brief).status() == 404);
    var open = ann.post(share, Map.of("requires_login", false)).expect(201).text("/path");
    nobody.get(open).expect(200);
    ann.delete(SESSIONS + "/" + id).expect(204);
    nobody.get(open).expect(404);
  }

  @Test
  void whatIsSaidOfAnAnswerIsSeenByItsSayerAndTheAdministrators() {
    var path = messages() + "/" + answer + "/feedback";
    ann.put(path, Map.of("rating", "up")).expect(200);
    var second = ann.put(path, Map.of("rating", "down", "comment", "Wrong year")).expect(200);
    assertThat(second.text("/model")).isEqualTo("built-in");
    var own = ann.get(SESSIONS + "/" + session + "/feedback").expect(200).json().path("data");
    assertThat(own).hasSize(1);
    assertThat(own.at("/0/rating").asText()).isEqualTo("down");
    var seen = tenants.owner().get("/api/v1/feedback?rating=down").expect(200).body();
    assertThat(seen).contains("Wrong year", answer).doesNotContain("What do we plan?");
    var name = ann.get("/api/v1/me").text("/user/display_name");
    assertThat(tenants.owner().get("/api/v1/feedback?rating=down").text("/data/0/user_name"))
        .isEqualTo(name);
    assertThat(tenants.southOwner().get("/api/v1/feedback").expect(200).body())
        .doesNotContain(answer);
    // Who reads what is shared may say something too, and not in another's place.
    ann.put(SESSIONS + "/" + session, Map.of("shared_status", "application")).expect(200);
    tenants.ben().put(path, Map.of("rating", "up")).expect(200);
    tenants.ben().delete(path).expect(204);
    tenants.ben().delete(path).expect(404);
    ann.put(SESSIONS + "/" + session, Map.of("shared_status", "private")).expect(200);
    assertThat(ann.get(SESSIONS + "/" + session + "/feedback").json().path("data")).hasSize(1);
  }

  @Test
  void aChatIsTakenAlongWholeAndAudited() {
    var id = ann.post(SESSIONS, Map.of("title", "Long")).expect(201).text("/id");
    var path = SESSIONS + "/" + id + "/messages";
    var first = ann.post(path, unanswered("message 0", null)).expect(201).text("/message/id");
    for (int i = 1; i < 45; i++) {
      ann.post(path, unanswered("message " + i, null)).expect(201);
    }
    // An edited first message: another branch, which is shown from now on.
    var root = ann.get(path + "?limit=100").json().at("/data/0/parent_id").asText();
    ann.post(path, unanswered("message 0, edited", root)).expect(201);

    var json = ann.get(SESSIONS + "/" + id + "/export").expect(200);
    assertThat(json.header("content-type")).startsWith("application/json");
    assertThat(json.header("content-disposition")).contains("attachment").contains(id);
    assertThat(json.json().at("/session/title").asText()).isEqualTo("Long");
    assertThat(json.json().path("messages")).hasSize(46);
    assertThat(json.json().at("/messages/0/id").asText()).isEqualTo(first);
    var text = ann.get(SESSIONS + "/" + id + "/export?format=markdown").expect(200);
    assertThat(text.header("content-type")).startsWith("text/markdown");
    assertThat(text.body()).contains("# Long", "message 0, edited").doesNotContain("message 44");

    ann.put(SESSIONS + "/" + id, Map.of("archived", true)).expect(200);
    var all = ann.get("/api/v1/chat/export").expect(200).json().path("chats");
    assertThat(all.valueStream().map(SharingIT::idOf)).contains(id, session);
    assertThat(tenants.ben().get("/api/v1/chat/export").expect(200).body())
        .doesNotContain(id)
        .doesNotContain(session);
    var audited =
        tenants.owner().get("/api/v1/audit-events?action=chat_session.exported").expect(200);
    assertThat(audited.body()).contains(id);
  }

  private static String idOf(JsonNode chat) {
    return chat.at("/session/id").asText();
  }

  private static Map<String, Object> message(String content) {
    return Map.of("client_message_id", UUID.randomUUID(), "content", content);
  }

  private static Map<String, Object> unanswered(String content, @Nullable String parent) {
    return parent == null
        ? Map.of("client_message_id", UUID.randomUUID(), "content", content, "answer", false)
        : Map.of(
            "client_message_id",
            UUID.randomUUID(),
            "content",
            content,
            "answer",
            false,
            "parent_id",
            parent);
  }

  private static String messages() {
    return SESSIONS + "/" + session + "/messages";
  }

  private static String share() {
    return SESSIONS + "/" + session + "/share";
  }

  private static String export(String format) {
    return SESSIONS + "/" + session + "/export?format=" + format;
  }
}
