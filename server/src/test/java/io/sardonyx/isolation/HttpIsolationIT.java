package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Routes.Readers;
import io.sardonyx.isolation.Routes.Route;
import io.sardonyx.isolation.Routes.Thing;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.SharedNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route of the OpenAPI document, tried by everybody who may not use it. */
class HttpIsolationIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private static Tenants tenants;
  private static Victim victim;
  private static int attempts;

  @BeforeAll
  static void prepare() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    victim = Victim.in(tenants);
  }

  @AfterAll
  static void leave() {
    victim.disconnectModel();
  }

  @Test
  void everyRouteIsThoughtOf() {
    assertThat(Routes.OF.keySet()).containsExactlyInAnyOrderElementsOf(documented());
  }

  @Test
  void nobodyWithoutValidCredentialsGetsPastTheDoor() {
    var revoked = Http.of(SharedNode.get()).signedInAsAdmin();
    revoked.delete("/api/v1/login-sessions/current").expect(204);
    var intruders =
        Map.of(
            "anonymous", Http.of(SharedNode.get()),
            "garbage", Http.of(SharedNode.get()).as("garbage"),
            "unsigned", Http.of(SharedNode.get()).as("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."),
            "unknown API key", Http.of(SharedNode.get()).with("X-API-Key", "sx_" + "0".repeat(43)),
            "foreign application", tenants.ann().with("apikey", "pk_unknown"),
            "revoked", revoked);
    var found = new ArrayList<String>();
    intruders.forEach((name, intruder) ->
        Routes.OF.forEach((route, how) -> {
          if (!(how instanceof Route.Open)) {
            var answer = attempt(intruder, route, how, victim.things());
            if (answer.status() != 401) {
              found.add(name + " " + answer.request() + ": " + answer.status());
            }
          }
        }));
    assertThat(found).isEmpty();
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
        var reads = route.startsWith("GET");
        var viewer = attempt(tenants.colleague(), route, how, victim.things());
        if (!allowed(viewer, reads && of.seenBy() != Readers.ADMINISTRATORS)) {
          found.add("viewer " + viewer.request() + ": " + viewer.status());
        }
        var ann = attempt(tenants.ann(), route, how, victim.things());
        var sees = reads && of.seenBy() == Readers.APPLICATION && of.things().isEmpty();
        if (!allowed(ann, sees)) {
          found.add("user of an application " + ann.request() + ": " + ann.status());
        }
      }
    });
    assertThat(found).isEmpty();
    victim.assertUntouched();
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

  /** Colleagues may see what is their organization's. */
  private static boolean isList(String route, Route how, Http by) {
    return route.startsWith("GET")
        && (how instanceof Route.Own
            || (how instanceof Route.Organizational of
                && of.things().isEmpty()
                && !by.equals(tenants.owner())));
  }

  /** Shop is not the victim's, and its users may know that they are in it. */
  private static List<String> foreignTo(Http intruder) {
    var things = new EnumMap<>(victim.things());
    if (intruder.equals(tenants.ann()) || intruder.equals(tenants.ben())) {
      things.remove(Thing.APPLICATION);
    }
    return List.copyOf(things.values());
  }

  private static boolean allowed(Answer answer, boolean expected) {
    return expected ? answer.status() == 200 : Set.of(403, 404).contains(answer.status());
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
