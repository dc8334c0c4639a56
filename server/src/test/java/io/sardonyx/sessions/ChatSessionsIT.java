package io.sardonyx.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The operations over HTTP: who is refused first, then what is wrong, then what works. */
class ChatSessionsIT {
  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static Http ann;

  @BeforeAll
  static void signIn() {
    ann = Http.of(SharedNode.get()).signedInAsAdmin();
  }

  @TestFactory
  Stream<DynamicTest> nobodyGetsInWithoutSigningInAndNothingIsThereForAnIdOfNothing() {
    var there = SESSIONS + "/" + newSession();
    var nowhere = SESSIONS + "/" + UUID.randomUUID();
    var message = Map.of("client_message_id", UUID.randomUUID(), "content", "x");
    return Stream.of(
            new Operation("GET", "", null),
            new Operation("PUT", "", Map.of("title", "x")),
            new Operation("DELETE", "", null),
            new Operation("POST", "/restore", null),
            new Operation("GET", "/messages", null),
            new Operation("POST", "/messages", message),
            new Operation("DELETE", "/messages", null),
            new Operation("PUT", "/messages/" + UUID.randomUUID() + "/shown", null),
            new Operation("POST", "/messages/" + UUID.randomUUID() + "/stop", null),
            new Operation("GET", "/messages/" + UUID.randomUUID() + "/stream", null),
            new Operation(
                "POST",
                "/messages/" + UUID.randomUUID() + "/answers",
                Map.of("client_message_id", UUID.randomUUID())))
        .map(each ->
            DynamicTest.dynamicTest(
                each.method() + " " + each.path(),
                () -> {
                  var nobody = Http.of(SharedNode.get());
                  nobody.send(each.method(), there + each.path(), each.body()).expect(401);
                  nobody
                      .as("not.a.token")
                      .send(each.method(), there + each.path(), each.body())
                      .expect(401);
                  ann.send(each.method(), nowhere + each.path(), each.body()).expect(404);
                  ann.send(each.method(), SESSIONS + "/17" + each.path(), each.body()).expect(404);
                }));
  }

  private record Operation(
      String method, String path, @org.jspecify.annotations.Nullable Object body) {}

  @Test
  void whatIsWrongIsSaidByField() {
    var id = newSession();
    var messages = SESSIONS + "/" + id + "/messages";
    var cmid = UUID.randomUUID();
    for (var wrong :
        List.of(
            Map.of("client_message_id", cmid, "content", "   "),
            Map.of("client_message_id", cmid, "content", "x".repeat(100_001)),
            Map.of("content", "no id"))) {
      var answer = ann.post(messages, wrong).expect(422);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.json().at("/errors/0/field").asText()).isIn("content", "client_message_id");
    }
    assertThat(ann.put(SESSIONS + "/" + id, Map.of("title", "x".repeat(201))).expect(422).body())
        .contains("\"field\":\"title\"");
    assertThat(ann.put(SESSIONS + "/" + id, Map.of("title", " ")).expect(422).body())
        .contains("must not be blank");
    ann.put(SESSIONS + "/" + id, Map.of("shared_status", "world")).expect(422);
    ann.put(SESSIONS + "/" + id, Map.of("colour", "red")).expect(400);
    ann.put(SESSIONS + "/" + id, Map.of("archived", "yes")).expect(400);
    ann.post(messages, "{\"client_message_id\":\"%s\",\"content\":\"a\\u0000b\"}".formatted(cmid))
        .expect(400);
    ann.post(SESSIONS, Map.of("id", UUID.randomUUID())).expect(422);
    ann.get(SESSIONS + "?cursor=nonsense").expect(400);
    ann.get(SESSIONS + "?limit=0").expect(422);
    ann.get(messages + "?cursor=" + UUID.randomUUID()).expect(400);
    assertThat(ann.get(SESSIONS + "/" + id).expect(200).json().path("total_messages").asInt())
        .isZero();
  }

  @Test
  void theEightOperations() {
    var created =
        ann.post(SESSIONS, Map.of("title", "Plans", "category", "work", "description", "d"))
            .expect(201);
    var id = created.text("/id");
    var path = SESSIONS + "/" + id;
    assertThat(ann.get(SESSIONS).expect(200).text("/data/0/id")).isEqualTo(id);
    assertThat(ann.get(path).expect(200).json()).isEqualTo(created.json());

    var wanted =
        Map.of("client_message_id", UUID.randomUUID(), "content", "Hello 😀", "answer", false);
    var sent = ann.post(path + "/messages", wanted).expect(201);
    assertThat(sent.json().path("answer").isNull()).isTrue();
    assertThat(ann.post(path + "/messages", wanted).expect(200).text("/message/id"))
        .isEqualTo(sent.text("/message/id"));
    var page = ann.get(path + "/messages").expect(200).json();
    assertThat(page.at("/data/0")).isEqualTo(sent.json().path("message"));
    assertThat(page.path("next_cursor").isNull()).isTrue();
    assertThat(page.path("head_seq").asInt()).isEqualTo(1);

    assertThat(ann.put(path, "{\"title\":\"New\",\"category\":null}").expect(200).text("/title"))
        .isEqualTo("New");
    assertThat(ann.get(path).json().path("category").isNull()).isTrue();
    ann.delete(path + "/messages").expect(204);
    assertThat(ann.get(path).json().path("total_messages").asInt()).isZero();
    ann.delete(path).expect(204);
    ann.get(path).expect(404);
    ann.delete(path).expect(404);
    ann.send("POST", path + "/restore", null).expect(200);
    ann.get(path).expect(200);
  }

  @Test
  void theCategoriesAreThoseOfOnesOwnChats() {
    var categories = "/api/v1/chat/categories";
    Http.of(SharedNode.get()).get(categories).expect(401);
    for (var category : List.of("garden", "house", "garden", "attic", "cellar")) {
      var made = ann.post(SESSIONS, Map.of("title", "In the " + category, "category", category));
      var session = SESSIONS + "/" + made.expect(201).text("/id");
      if (category.equals("attic")) {
        ann.put(session, Map.of("archived", true)).expect(200);
      } else if (category.equals("cellar")) {
        ann.delete(session).expect(204);
      }
    }
    // Others of this class may have made some, too, and those came before.
    assertThat(categoriesAt(categories)).startsWith("attic", "garden", "house");
    assertThat(categoriesAt(categories)).doesNotContain("cellar").doesNotHaveDuplicates();
    assertThat(categoriesAt(categories + "?archived=true")).startsWith("attic");
    assertThat(categoriesAt(categories + "?archived=true")).doesNotContain("garden");
    assertThat(categoriesAt(categories + "?archived=false")).startsWith("garden", "house");
    assertThat(categoriesAt(categories + "?archived=false")).doesNotContain("attic");
  }

  @Test
  void aHundredCategoriesAreToldAndNoMore() {
    for (int i = 0; i < 101; i++) {
      ann.post(SESSIONS, Map.of("category", "one of many: " + i)).expect(201);
    }
    var told = categoriesAt("/api/v1/chat/categories");
    assertThat(told).hasSize(100).startsWith("one of many: 100").doesNotContain("one of many: 0");
  }

  private static List<String> categoriesAt(String path) {
    var data = ann.get(path).expect(200).json().path("data");
    return data.valueStream().map(each -> each.asText()).toList();
  }

  @Test
  void withoutAModelTheBuiltInAssistantSaysHowToConnectOne() {
    var path = SESSIONS + "/" + newSession() + "/messages";
    ann.post(path, Map.of("client_message_id", UUID.randomUUID(), "content", "Hi")).expect(201);
    Eventually.within(
        Duration.ofSeconds(15),
        () -> ann.get(path).json().at("/data/1/status").asText().equals("complete"));
    var answer = ann.get(path).json().at("/data/1");
    assertThat(answer.path("model").asText()).isEqualTo("built-in");
    assertThat(answer.path("content").asText())
        .contains("No model is connected")
        .contains("Settings → Models");
  }

  @Test
  void aPageEndsWhereItIsLargeAndTheNextGoesOnThere() {
    var path = SESSIONS + "/" + newSession() + "/messages";
    for (int i = 0; i < 14; i++) {
      ann.post(
              path,
              Map.of(
                  "client_message_id",
                  UUID.randomUUID(),
                  "content",
                  i + " " + "long ".repeat(19_990),
                  "answer",
                  false))
          .expect(201);
    }
    var newest = ann.get(path + "?limit=100").expect(200);
    assertThat(newest.body().length()).isBetween(1_000_000, 1_300_000);
    var next = newest.text("/next_cursor");
    var rest = ann.get(path + "?limit=100&cursor=" + next).expect(200).json();
    assertThat(rest.path("next_cursor").isNull()).isTrue();
    var all = new ArrayList<String>();
    for (var page : List.of(rest, newest.json())) {
      page.path("data").forEach(message -> all.add(message.path("content").asText().split(" ")[0]));
    }
    assertThat(all)
        .containsExactlyElementsOf(IntStream.range(0, 14).mapToObj(String::valueOf).toList());
  }

  private static String newSession() {
    return ann.post(SESSIONS, Map.of()).expect(201).text("/id");
  }
}
