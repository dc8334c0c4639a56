package io.sardonyx.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Search by the real program: who is refused, what is found, and what no longer is. */
class SearchIT {
  private static final String SESSIONS = "/api/v1/chat/sessions";

  /** The index follows within some seconds. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Tenants tenants;
  private static Http ann;

  @BeforeAll
  static void people() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    ann = tenants.ann();
  }

  @Test
  void nobodyFindsWhatIsNotTheirs() {
    Http.of(SharedNode.get()).get("/api/v1/chat/search?q=x").expect(401);
    var secret = "secret" + UUID.randomUUID().toString().replace("-", "");
    var session = session(Map.of());
    say(session, "The " + secret);
    awaitHits(ann, secret, 1);
    for (var other : new Http[] {tenants.ben(), tenants.owner(), tenants.southOwner()}) {
      assertThat(search(other, secret).path("data")).isEmpty();
    }
    // Shared, it can be read by others; found it is by its owner alone.
    ann.put(SESSIONS + "/" + session, Map.of("shared_status", "application")).expect(200);
    assertThat(search(tenants.ben(), secret).path("data")).isEmpty();
  }

  @Test
  void whatIsWrongIsSaid() {
    ann.get("/api/v1/chat/search").expect(422);
    ann.get("/api/v1/chat/search?q=").expect(422);
    ann.get("/api/v1/chat/search?q=" + "x".repeat(201)).expect(422);
    assertThat(ann.get("/api/v1/chat/search?q=%3F%21").expect(422).code())
        .isEqualTo("empty_search_query");
    ann.get("/api/v1/chat/search?q=x&cursor=nonsense").expect(400);
    ann.get("/api/v1/chat/search?q=x&limit=101").expect(422);
  }

  @Test
  void messagesAndTitlesAreFoundBySessionWithHighlights() {
    var first = session(Map.of("title", "Reise nach Zürich"));
    var second = session(Map.of());
    say(first, "Wann fährt der Zug nach Zürich?");
    say(second, "我想去東京旅行");
    say(second, "Und danach nach ZURICH.");
    awaitHits(ann, "zurich nach", 2);
    var hits = search(ann, "zurich nach").path("data");
    assertThat(hits.at("/0/session_id").asText()).isEqualTo(second);
    assertThat(hits.at("/1/session_id").asText()).isEqualTo(first);
    assertThat(hits.at("/1/title").asText()).isEqualTo("Reise nach Zürich");
    var title = hits.at("/1/title_highlights");
    assertThat(title.toString()).isEqualTo("[{\"start\":6,\"end\":10},{\"start\":11,\"end\":17}]");
    var message = hits.at("/1/messages/0");
    assertThat(message.path("excerpt").asText()).contains("Zug nach Zürich");
    assertThat(message.path("highlights")).hasSize(2);
    assertThat(search(ann, "東京").at("/data/0/messages/0/excerpt").asText()).isEqualTo("我想去東京旅行");
    // The builtin assistant was not asked, and what is renamed is found by its new name alone.
    ann.put(SESSIONS + "/" + first, Map.of("title", "Ausflug ins Tessin")).expect(200);
    awaitHits(ann, "tessin", 1);
    assertThat(search(ann, "reise").path("data")).isEmpty();
  }

  @Test
  void answersAreFoundOnceTheyAreWhole() {
    var mark = "mark" + UUID.randomUUID().toString().replace("-", "");
    var session = session(Map.of());
    ann.post(
            SESSIONS + "/" + session + "/messages",
            Map.of("client_message_id", UUID.randomUUID(), "content", mark))
        .expect(201);
    // What the built-in assistant says where no model is connected.
    Eventually.within(
        SOON, () -> search(ann, "administrator connect").toString().contains(session));
  }

  @Test
  void whatIsClearedOrDeletedIsFoundNoMore() {
    var mark = "gone" + UUID.randomUUID().toString().replace("-", "");
    var cleared = session(Map.of());
    var deleted = session(Map.of("title", mark));
    say(cleared, mark);
    say(deleted, mark);
    awaitHits(ann, mark, 2);
    ann.delete(SESSIONS + "/" + cleared + "/messages").expect(204);
    ann.delete(SESSIONS + "/" + deleted).expect(204);
    assertThat(search(ann, mark).path("data")).isEmpty();
    ann.send("POST", SESSIONS + "/" + deleted + "/restore", null).expect(200);
    assertThat(search(ann, mark).path("data")).hasSize(1);
  }

  @Test
  void itIsLookedInOneProjectOrOneCategoryAlone() {
    var mark = "mark" + UUID.randomUUID().toString().replace("-", "");
    var project = ann.post("/api/v1/projects", Map.of("name", "Roof")).expect(201).text("/id");
    var inside = session(Map.of("project_id", project, "category", "Bills & letters"));
    var beside = session(Map.of("category", "Bills"));
    var titled = session(Map.of("title", mark, "project_id", project));
    say(inside, mark);
    say(beside, mark);
    awaitHits(ann, mark, 3);
    assertThat(sessions(mark, "project_id", project)).containsExactly(inside, titled);
    assertThat(sessions(mark, "category", "Bills & letters")).containsExactly(inside);
    assertThat(sessions(mark, "category", "Bills")).containsExactly(beside);
    assertThat(sessions(mark + "&category=Bills", "project_id", project)).isEmpty();

    // What is not there finds nothing, and another's project is not there.
    var bens = tenants.ben().post("/api/v1/projects", Map.of("name", "Ben's")).expect(201);
    for (var none : new String[] {bens.text("/id"), UUID.randomUUID().toString()}) {
      assertThat(sessions(mark, "project_id", none)).isEmpty();
    }
    for (var none : new String[] {"bills", "%", "' or true --"}) {
      assertThat(sessions(mark, "category", none)).isEmpty();
    }
    var path = "/api/v1/chat/search?q=" + mark;
    ann.get(path + "&project_id=nonsense").expect(400);
    ann.get(path + "&category=%00").expect(400);
    ann.get(path + "&category=" + "x".repeat(101)).expect(422);
  }

  /** What others have in front of it does not hide it. */
  @Test
  void aTitleIsFoundInItsCategoryHoweverManyNewerOnesHaveTheWord() {
    var mark = "mark" + UUID.randomUUID().toString().replace("-", "");
    var oldest = session(Map.of("title", mark, "category", "Old"));
    for (int i = 0; i < 25; i++) {
      session(Map.of("title", mark));
    }
    awaitHits(ann, mark, 20);
    Eventually.within(SOON, () -> sessions(mark, "category", "Old").contains(oldest));
  }

  private static List<String> sessions(String query, String filter, String value) {
    var wanted = "&" + filter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    var found = ann.get("/api/v1/chat/search?q=" + query + wanted).expect(200).json();
    return found.path("data").findValuesAsText("session_id");
  }

  private static JsonNode search(Http by, String text) {
    var q = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return by.get("/api/v1/chat/search?q=" + q).expect(200).json();
  }

  private static void awaitHits(Http by, String text, int sessions) {
    Eventually.within(
        SOON,
        () -> search(by, text).path("data").size() == sessions,
        () -> search(by, text).toString());
  }

  private static String session(Map<String, Object> wanted) {
    return ann.post(SESSIONS, wanted).expect(201).text("/id");
  }

  private static void say(String session, String content) {
    ann.post(
            SESSIONS + "/" + session + "/messages",
            Map.of("client_message_id", UUID.randomUUID(), "content", content, "answer", false))
        .expect(201);
  }
}
