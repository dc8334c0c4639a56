package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Outsiders.Outsider;
import io.sardonyx.isolation.Routes.Readers;
import io.sardonyx.isolation.Routes.Route;
import io.sardonyx.isolation.Routes.Thing;
import io.sardonyx.testing.Authenticator;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route of the OpenAPI document, tried by everybody who may not use it. */
class HttpIsolationIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** What needs no scope, what the key has one for, and what it has none of to end. */
  private static final Map<String, Integer> OPEN_TO_THE_KEY =
      Map.of(
          "GET /api/v1/me", 200,
          "GET /api/v1/caller", 200,
          "GET /api/v1/organization", 200,
          "GET /api/v1/audit-events", 200,
          "DELETE /api/v1/login-sessions/current", 404);

  /** What changes something and needs no more than to read: a word on an answer, and oneself. */
  private static final Set<String> OPEN_TO_THE_LIMITED =
      Set.of(
          "PUT /api/v1/chat/sessions/{id}/messages/{answer}/feedback",
          "DELETE /api/v1/chat/sessions/{id}/messages/{answer}/feedback",
          "PATCH /api/v1/me",
          "PATCH /api/v1/me/preferences",
          "PUT /api/v1/me/password",
          "DELETE /api/v1/login-sessions",
          "DELETE /api/v1/login-sessions/{id}",
          "DELETE /api/v1/login-sessions/current",
          "PUT /auth/v1/user",
          "POST /auth/v1/factors",
          "POST /auth/v1/factors/{id}/challenge",
          "POST /auth/v1/factors/{id}/verify",
          "DELETE /auth/v1/factors/{id}",
          "POST /api/v1/me/recovery-codes",
          "POST /auth/v1/logout");

  /**
   * Showing it, finding out what there is to show, and signing out; other people's do not exist.
   */
  private static final Set<String> BEFORE_SECOND_FACTOR =
      Set.of(
          "GET /auth/v1/user",
          "POST /auth/v1/factors/{id}/challenge",
          "POST /auth/v1/factors/{id}/verify",
          "DELETE /auth/v1/factors/{id}",
          "POST /auth/v1/logout",
          "DELETE /api/v1/login-sessions",
          "DELETE /api/v1/login-sessions/current");

  private static Tenants tenants;
  private static Victim victim;
  private static Map<String, Outsider> outsiders;
  private static int attempts;

  @BeforeAll
  static void prepare() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    victim = Victim.in(tenants);
    outsiders = Outsiders.of(tenants, SharedNode.get(), SharedNode.home());
  }

  @Test
  void everyRouteIsThoughtOf() {
    assertThat(Routes.OF.keySet()).containsExactlyInAnyOrderElementsOf(documented());
  }

  @Test
  void nobodyWithoutValidCredentialsGetsPastTheDoor() {
    var found = new ArrayList<String>();
    outsiders.forEach((name, outsider) ->
        Routes.OF.forEach((route, how) -> {
          if (!(how instanceof Route.Open)) {
            var answer = attempt(outsider.http(), route, how, victim.things());
            // Supabase Auth has other names for them.
            boolean named = route.contains(" /auth/v1/") || answer.code().equals(outsider.code());
            if (answer.status() != 401 || !named) {
              found.add(
                  name + " " + answer.request() + ": " + answer.status() + " " + answer.code());
            }
          }
        }));
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void whatBelongsToOnePersonDoesNotExistForAnybodyElse() {
    var found = new ArrayList<String>();
    tenants
        .othersThanTheColleague()
        .forEach((name, other) ->
            Routes.OF.forEach((route, how) -> {
              if (how instanceof Route.Personal) {
                for (var things : mixtures(how, other)) {
                  var answer = attempt(other, route, how, things);
                  if (answer.status() != 404) {
                    found.add(name + " " + answer.request() + ": " + answer.status());
                  }
                }
              }
            }));
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void whatBelongsToAnOrganizationDoesNotExistForAnother() {
    var found = new ArrayList<String>();
    Routes.OF.forEach((route, how) -> {
      if (how instanceof Route.Organizational of && !of.things().isEmpty()) {
        var answer = attempt(tenants.southOwner(), route, how, victim.things());
        if (answer.status() != 404) {
          found.add(answer.request() + ": " + answer.status() + " " + answer.body());
        }
      }
    });
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void theWrongRoleIsRefused() {
    var found = new ArrayList<String>();
    Routes.OF.forEach((route, how) -> {
      if (how instanceof Route.Organizational of) {
        boolean reads = route.startsWith("GET");
        var staff = reads && of.seenBy() != Readers.ADMINISTRATORS ? 200 : 403;
        compare(found, "viewer", staff, attempt(tenants.colleague(), route, how, victim.things()));
        var reader = reads && of.seenBy() == Readers.APPLICATION;
        // Who has the right to look finds only what is their application's.
        var ofAnApplication = !reader ? 403 : of.things().isEmpty() ? 200 : 404;
        compare(
            found,
            "user of an application",
            ofAnApplication,
            attempt(tenants.ann(), route, how, victim.things()));
      }
    });
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  /** Even with what is theirs, from the time when they were more. */
  @Test
  void whoMayOnlyReadChangesNothing() {
    var dan = tenants.shop().as(SharedNode.get(), "dan-" + UUID.randomUUID());
    var things = new EnumMap<>(victim.things());
    things.putAll(thingsOf(dan));
    var path = "/api/v1/chat/sessions/" + things.get(Thing.SESSION) + "/messages";
    var user = dan.get("/api/v1/me").text("/user/id");
    tenants.owner().patch("/api/v1/app-users/" + user, Map.of("role", "limited")).expect(200);
    var before = dan.get(path).expect(200).body();
    var found = new ArrayList<String>();
    Routes.OF.forEach((route, how) -> {
      var isTheirs = how instanceof Route.Own || how instanceof Route.Personal;
      if (isTheirs && !route.startsWith("GET") && !OPEN_TO_THE_LIMITED.contains(route)) {
        var answer = attempt(dan, route, how, things);
        compare(found, "limited", 403, answer);
        // The API that speaks OpenAI's language says it in that.
        if (!route.contains(" /v1/") && !answer.code().equals("permission_missing")) {
          found.add(answer.request() + ": " + answer.code());
        }
      }
    });
    assertThat(found).isEmpty();
    assertThat(Routes.OF.keySet()).containsAll(OPEN_TO_THE_LIMITED);
    assertThat(dan.get(path).expect(200).body()).isEqualTo(before);
    dan.patch("/api/v1/me", Map.of("display_name", "Dan")).expect(200);
    report();
  }

  private static Map<Thing, String> thingsOf(Http who) {
    var session = who.post("/api/v1/chat/sessions", Map.of("title", "t")).expect(201).text("/id");
    var path = "/api/v1/chat/sessions/" + session + "/messages";
    var message = Map.of("client_message_id", UUID.randomUUID(), "content", "Hello");
    var sent = who.post(path, message).expect(201);
    var answer = sent.text("/answer/id");
    Eventually.within(
        Duration.ofSeconds(30), () -> !who.get(path).expect(200).body().contains("\"streaming\""));
    return Map.of(
        Thing.SESSION, session,
        Thing.MESSAGE, sent.text("/message/id"),
        Thing.ANSWER, answer,
        Thing.PERSONA, who.post("/api/v1/personas", Map.of("name", "p")).expect(201).text("/id"),
        Thing.PROJECT, who.post("/api/v1/projects", Map.of("name", "p")).expect(201).text("/id"),
        Thing.API_KEY,
            who.post("/api/v1/api-keys", Map.of("name", "k", "scopes", List.of("chat:read")))
                .expect(201)
                .text("/id"));
  }

  @Test
  void aKeyCannotDoMoreThanItsScopes() {
    var wanted = Map.of("name", "narrow", "scopes", List.of("audit:read"));
    var key = tenants.owner().post("/api/v1/api-keys", wanted).expect(201).text("/key");
    var narrow = Http.of(SharedNode.get()).with("X-API-Key", key);
    var found = new ArrayList<String>();
    Routes.OF.forEach((route, how) -> {
      if (!(how instanceof Route.Open)) {
        var expected = OPEN_TO_THE_KEY.getOrDefault(route, 403);
        compare(found, "API key", expected, attempt(narrow, route, how, victim.things()));
      }
    });
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void whoHasNotShownTheirSecondFactorGetsNowhere() {
    var colleague = Tenants.newColleague(tenants.owner());
    var email = colleague.get("/api/v1/me").text("/user/email");
    var authenticator = Authenticator.verified(colleague);
    var half = Http.of(SharedNode.get()).signedIn(email, Tenants.PASSWORD);
    var found = new ArrayList<String>();
    Routes.OF.forEach((route, how) -> {
      if (!(how instanceof Route.Open) && !BEFORE_SECOND_FACTOR.contains(route)) {
        var answer = attempt(half, route, how, victim.things());
        var code = route.contains(" /auth/v1/") ? "/error_code" : "/code";
        var named =
            answer.json().at(code).asText().matches("second_factor_required|insufficient_aal");
        if (answer.status() != 403 || !named && !route.contains(" /v1/")) {
          found.add(answer.request() + ": " + answer.status() + " " + answer.body());
        }
      }
    });
    assertThat(found).isEmpty();
    victim.assertUntouched();
    authenticator.show(half, authenticator.digits(1)).expect(200);
    half.get("/api/v1/me").expect(200);
    report();
  }

  @Test
  void listsShowNothingOfOthers() {
    var found = new ArrayList<String>();
    tenants
        .othersThanTheColleague()
        .forEach((name, other) ->
            Routes.OF.forEach((route, how) -> {
              if (route.startsWith("GET") && how instanceof Route.Own) {
                var answer = attempt(other, route, how, victim.things());
                foreignTo(other).stream()
                    .filter(id -> answer.body().contains(id))
                    .forEach(id -> found.add(name + " " + answer.request() + ": " + id));
              }
            }));
    assertThat(found).isEmpty();
    report();
  }

  /** Shop is not the victim's, and its users may know that they are in it. */
  private static List<String> foreignTo(Http intruder) {
    var things = new EnumMap<>(victim.things());
    if (intruder.equals(tenants.ann()) || intruder.equals(tenants.ben())) {
      things.remove(Thing.APPLICATION);
    }
    return List.copyOf(things.values());
  }

  private static void compare(List<String> found, String who, int expected, Answer answer) {
    if (answer.status() != expected) {
      found.add(
          "%s %s: %d, should be %d".formatted(who, answer.request(), answer.status(), expected));
    }
  }

  /**
   * Everything of the victim; and, where a path names two things, the intruder's own and theirs.
   */
  private static List<Map<Thing, String>> mixtures(Route how, Http intruder) {
    var all = new ArrayList<Map<Thing, String>>();
    all.add(victim.things());
    if (how instanceof Route.Personal of && of.things().size() > 1) {
      var mixed = new EnumMap<>(victim.things());
      mixed.put(
          Thing.SESSION,
          intruder.post("/api/v1/chat/sessions", Map.of("title", "own")).expect(201).text("/id"));
      all.add(mixed);
    }
    return all;
  }

  private static Answer attempt(Http by, String route, Route how, Map<Thing, String> ids) {
    attempts++;
    var method = route.substring(0, route.indexOf(' '));
    var path = route.substring(route.indexOf(' ') + 1);
    List<Thing> things = List.of();
    @Nullable Object body = null;
    switch (how) {
      case Route.Open() -> {}
      case Route.Own own -> body = own.body();
      case Route.Personal of -> {
        things = of.things();
        body = of.body();
      }
      case Route.Organizational of -> {
        things = of.things();
        body = of.body();
      }
    }
    for (var thing : things) {
      path = path.replaceFirst("\\{[^}]+}", String.valueOf(ids.get(thing)));
    }
    return by.send(method, path, body);
  }

  private static Set<String> documented() {
    var routes = new TreeSet<String>();
    var paths =
        Http.of(SharedNode.get()).get("/openapi?format=json").expect(200).json().path("paths");
    paths
        .fields()
        .forEachRemaining(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> {
                  if (METHODS.contains(method)) {
                    routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                  }
                }));
    return routes;
  }

  private static void report() {
    System.out.printf("Isolation over HTTP: %d attempts so far%n", attempts);
  }
}
