package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Finding somebody in the lists of people, of an application's users, and what is noted of teams.
 */
class DirectoryIT {
  private static Http nobody;
  private static Http owner;

  @BeforeAll
  static void start() {
    nobody = Http.of(SharedNode.get());
    owner = nobody.signedInAsAdmin();
  }

  @Test
  void anApplicationsUsersAreFoundByEachOfTheirNamesAndByNoPattern() {
    var shop = shop();
    user(shop, "customer-7", "ann_l", "Ann Lovelace");
    user(shop, "customer-8", "Ben%", "Benjamin Banneker");
    user(shop, "customer-9", "zoë", "ΣΟΦΙΑ");
    user(shop(), "customer-7", "ann_l", "Ann Elsewhere");
    assertThat(found(shop, "LOVE")).containsExactly("Ann Lovelace");
    assertThat(found(shop, "er-8")).containsExactly("Benjamin Banneker");
    assertThat(found(shop, "ZOË")).containsExactly("ΣΟΦΙΑ");
    assertThat(found(shop, "%")).containsExactly("Benjamin Banneker");
    assertThat(found(shop, "n_l")).containsExactly("Ann Lovelace");
    assertThat(found(shop, "lovelace ann")).isEmpty();
    assertThat(found(shop, "")).hasSize(3);
    assertThat(users(shop, "q=" + "x".repeat(201)).status()).isEqualTo(422);
  }

  @Test
  void whatIsFoundComesAPageAtATimeAndEachOnce() {
    var shop = shop();
    var wanted = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      user(shop, "match-" + i, "m" + i, "Match " + i);
      user(shop, "other-" + i, "o" + i, "Other " + i);
      wanted.addFirst("Match " + i);
    }
    var seen = new ArrayList<String>();
    var cursor = "";
    do {
      var page = users(shop, "q=match&limit=3" + cursor).expect(200).json();
      seen.addAll(names(page));
      var next = page.path("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    assertThat(seen).isEqualTo(wanted);
  }

  @Test
  void peopleAreFoundByNameAndByAddress() {
    var mark = UUID.randomUUID().toString();
    for (var name : List.of("Grace", "Katherine")) {
      var email = name + "." + mark + "@example.com";
      owner
          .post(
              "/api/v1/customer-users",
              Map.of("email", email, "display_name", name + " " + mark, "role", "viewer"))
          .expect(201);
    }
    assertThat(people("grace " + mark)).containsExactly("Grace " + mark);
    assertThat(people("KATHERINE." + mark)).containsExactly("Katherine " + mark);
    assertThat(people(mark)).hasSize(2);
    assertThat(people("nobody " + mark)).isEmpty();
  }

  @Test
  void somebodyWhoRenamesThemselvesHasThatNameForEverybody() {
    var mark = UUID.randomUUID().toString();
    var email = mark + "@example.com";
    var told = "chosen by the administrator";
    var person =
        Map.of("email", email, "display_name", "Before", "role", "viewer", "password", told);
    owner.post("/api/v1/customer-users", person).expect(201);
    var them = nobody.joined(email, told, "a password for tests");
    them.patch("/api/v1/me", Map.of("display_name", "After " + mark)).expect(200);
    assertThat(people(mark)).containsExactly("After " + mark);
    assertThat(people("after " + mark)).containsExactly("After " + mark);
    var workspace = owner.get("/api/v1/me").text("/application/id");
    for (var team : owner.get("/api/v1/teams?limit=100").expect(200).json().at("/data")) {
      if (team.path("application_id").asText().equals(workspace)) {
        var members = owner.get("/api/v1/teams/" + team.path("id").asText() + "/members?limit=100");
        assertThat(names(members.json())).contains("After " + mark).doesNotContain("Before");
      }
    }
  }

  @Test
  void aTeamThatIsRenamedIsInTheAuditLog() {
    var team = owner.get("/api/v1/teams").expect(200).text("/data/0/id");
    var before = owner.get("/api/v1/teams/" + team).text("/name");
    var name = "Team " + UUID.randomUUID();
    owner.patch("/api/v1/teams/" + team, Map.of("name", name)).expect(200);
    owner.patch("/api/v1/teams/" + team, Map.of("name", before)).expect(200);
    var events = owner.get("/api/v1/audit-events?action=team.updated").expect(200).json();
    assertThat(events.at("/data"))
        .anyMatch(event ->
            event.path("target_id").asText().equals(team)
                && event.at("/details/name").asText().equals(name));
  }

  @Test
  void theAuditLogSaysWhoDidWhatToWhomAndIsAskedForOnePersonAndATime() {
    var mark = UUID.randomUUID().toString();
    var email = mark + "@example.com";
    var wanted = Map.of("email", email, "display_name", "Target " + mark, "role", "viewer");
    var before = Instant.now();
    var person = owner.post("/api/v1/customer-users", wanted).expect(201);
    var id = person.text("/customer_user/id");
    var me = owner.get("/api/v1/me");
    var mine = "/api/v1/audit-events?limit=100&app_user_id=" + me.text("/user/id");
    var made = eventsAbout(id, mine + "&since=" + before.minusSeconds(60));
    assertThat(made).hasSize(1);
    assertThat(made.getFirst().path("actor_name").asText())
        .isEqualTo(me.text("/user/display_name"));
    assertThat(made.getFirst().path("target_name").asText()).isEqualTo("Target " + mark);

    var at = Instant.parse(made.getFirst().path("at").asText());
    assertThat(eventsAbout(id, mine + "&since=" + at)).as("from then on").hasSize(1);
    assertThat(eventsAbout(id, mine + "&since=" + at.plusMillis(1))).isEmpty();
    assertThat(eventsAbout(id, mine + "&until=" + at)).as("before then").isEmpty();
    assertThat(eventsAbout(id, mine + "&until=" + at.plusMillis(1))).hasSize(1);
    var others = "/api/v1/audit-events?limit=100&app_user_id=";
    assertThat(eventsAbout(id, others + person.text("/customer_user/app_user_id"))).isEmpty();
    assertThat(eventsAbout(id, mine + "&action=customer_user.created")).hasSize(1);
    assertThat(eventsAbout(id, mine + "&action=customer_user.deleted")).isEmpty();
    for (var ever : List.of("-999999999-01-01T00:00:00Z", "%2B999999999-12-31T23:59:59Z")) {
      owner.get(mine + "&since=" + ever + "&until=" + ever).expect(200);
    }
    owner.get(mine + "&since=yesterday").expect(400);

    owner.delete("/api/v1/customer-users/" + id).expect(204);
    var gone = eventsAbout(id, mine + "&action=customer_user.deleted");
    assertThat(gone.getFirst().hasNonNull("target_name")).isFalse();
  }

  @Test
  void onePageOfTheAuditLogFollowsAnother() {
    var name = "Team " + UUID.randomUUID();
    var team = owner.get("/api/v1/teams").expect(200).text("/data/0/id");
    var before = owner.get("/api/v1/teams/" + team).text("/name");
    for (int i = 0; i < 3; i++) {
      owner.patch("/api/v1/teams/" + team, Map.of("name", name + i)).expect(200);
    }
    owner.patch("/api/v1/teams/" + team, Map.of("name", before)).expect(200);
    var pages = "/api/v1/audit-events?action=team.updated&limit=2";
    var first = owner.get(pages).expect(200);
    var second = owner.get(pages + "&cursor=" + first.text("/next_cursor")).expect(200);
    assertThat(
            Stream.of(first, second)
                .flatMap(page -> stream(page.json().path("data")))
                .map(event -> event.at("/details/name").asText()))
        .containsExactly(before, name + 2, name + 1, name + 0);
  }

  @Test
  void peopleAreFoundWhoAreNotInATeamYet() {
    var mark = UUID.randomUUID().toString();
    var wanted = Map.of("email", mark + "@example.com", "display_name", mark, "role", "viewer");
    var id = owner.post("/api/v1/customer-users", wanted).expect(201).text("/customer_user/id");
    var shop = shop();
    var team =
        stream(owner.get("/api/v1/teams?limit=100").json().path("data"))
            .filter(each -> each.path("application_id").asText().equals(shop))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    var outside = "/api/v1/customer-users?q=" + mark + "&not_in_team=" + team;
    assertThat(owner.get(outside).expect(200).json().path("data")).hasSize(1);
    owner.put("/api/v1/teams/" + team + "/members/" + id, Map.of("role", "viewer")).expect(204);
    assertThat(owner.get(outside).expect(200).json().path("data")).isEmpty();
    owner.delete("/api/v1/customer-users/" + id).expect(204);
  }

  @Test
  void anApplicationThatIsDeletedIsGoneAtOnceWithItsPeopleAndItsNameIsFree() {
    var name = "Shop " + UUID.randomUUID();
    var wanted = Map.of("name", name);
    var shop = owner.post("/api/v1/applications", wanted).expect(201);
    var id = shop.text("/id");
    user(id, "customer-1", "ann", "Ann");
    var ann = users(id, "external_id=customer-1").expect(200).text("/data/0/id");
    owner.delete("/api/v1/applications/" + id).expect(204);

    assertThat(owner.delete("/api/v1/applications/" + id).status()).isEqualTo(404);
    owner.get("/api/v1/applications/" + id).expect(404);
    owner.patch("/api/v1/applications/" + id, Map.of("is_active", true)).expect(404);
    assertThat(users(id, "").status()).isEqualTo(404);
    owner.get("/api/v1/app-users/" + ann).expect(404);
    owner.patch("/api/v1/app-users/" + ann, Map.of("is_active", true)).expect(404);
    owner.delete("/api/v1/app-users/" + ann).expect(404);
    for (var list : List.of("applications", "teams")) {
      assertThat(owner.get("/api/v1/" + list + "?limit=100").expect(200).body())
          .doesNotContain(id)
          .doesNotContain(name);
    }
    var key = shop.text("/publishable_key");
    assertThat(nobody.with("apikey", key).get("/auth/v1/settings").status()).isEqualTo(401);
    owner.post("/api/v1/applications", wanted).expect(201);
  }

  @Test
  void aUserAndAPersonWhoAreDeletedAreGoneAtOnceAndTheirNamesAreFree() {
    var shop = shop();
    user(shop, "customer-1", "ann", "Ann");
    var ann = users(shop, "external_id=customer-1").text("/data/0/id");
    owner.delete("/api/v1/app-users/" + ann).expect(204);
    owner.get("/api/v1/app-users/" + ann).expect(404);
    assertThat(names(users(shop, "").json())).isEmpty();
    user(shop, "customer-1", "ann", "Ann again");
    assertThat(found(shop, "ann")).containsExactly("Ann again");

    var email = UUID.randomUUID() + "@example.com";
    var told = "chosen by the administrator";
    var wanted = Map.of("email", email, "display_name", "Ben", "role", "viewer", "password", told);
    var made = owner.post("/api/v1/customer-users", wanted).expect(201);
    var ben = nobody.joined(email, told, "a password for tests");
    owner.delete("/api/v1/customer-users/" + made.text("/customer_user/id")).expect(204);
    assertThat(ben.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(people(email)).isEmpty();
    owner.get("/api/v1/app-users/" + made.text("/customer_user/app_user_id")).expect(404);
    owner.post("/api/v1/customer-users", wanted).expect(201);
    nobody.joined(email, told, "another password for tests").get("/api/v1/me").expect(200);
  }

  private static List<JsonNode> eventsAbout(String target, String path) {
    return stream(owner.get(path).expect(200).json().path("data"))
        .filter(event -> event.path("target_id").asText().equals(target))
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String shop() {
    return owner
        .post("/api/v1/applications", Map.of("name", "Shop " + UUID.randomUUID()))
        .expect(201)
        .text("/id");
  }

  private static void user(String application, String externalId, String username, String name) {
    owner
        .post(
            "/api/v1/app-users",
            Map.of(
                "application_id", application,
                "external_id", externalId,
                "username", username,
                "display_name", name))
        .expect(201);
  }

  private static List<String> found(String application, String query) {
    return names(users(application, "q=" + encoded(query)).expect(200).json());
  }

  private static Http.Answer users(String application, String query) {
    return owner.get("/api/v1/app-users?application_id=" + application + "&" + query);
  }

  private static List<String> people(String query) {
    return names(owner.get("/api/v1/customer-users?q=" + encoded(query)).expect(200).json());
  }

  private static List<String> names(JsonNode page) {
    return page.path("data").findValuesAsText("display_name");
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
