package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Outsiders.Outsider;
import io.sardonyx.isolation.RouteCase.Access;
import io.sardonyx.testing.Authenticator;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.SharedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route of the OpenAPI document, tried by everybody who may not use it, and then, with the
 * same ids and the same body, by who may.
 */
class HttpIsolationIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private static Tenants tenants;

  /** The colleague's, which nobody else changes, and be it with the right to. */
  private static Things victim;

  /** Another colleague, who does what the others may not. */
  private static Http rightful;

  /** The other colleague's, for what only shows: search finds them by the time that it is asked. */
  private static Things listed;

  private static Map<String, Outsider> outsiders;
  private static int attempts;

  @BeforeAll
  static void prepare() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    victim = new Things(tenants.colleague(), tenants.owner());
    routes(route -> true).forEach(route -> route.path().forEach(victim::id));
    rightful = Tenants.newColleague(tenants.owner());
    listed = new Things(rightful, tenants.owner());
    routes(RouteCase::reads).forEach(route -> route.control().shows().forEach(listed::id));
    outsiders = Outsiders.of(tenants, SharedNode.get(), SharedNode.home());
  }

  @Test
  void everyRouteIsThoughtOf() {
    assertThat(AllCases.ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(documented());
  }

  @Test
  void nobodyWithoutValidCredentialsGetsPastTheDoor() {
    var found = new ArrayList<String>();
    outsiders.forEach((name, outsider) -> {
      for (var route : routes(route -> route.access() != Access.ANYBODY)) {
        var answer = attempt(outsider.http(), route, victim);
        // Clients of Supabase and of OpenAI have other names for them.
        boolean named =
            route.route().contains(" /auth/v1/")
                || answer
                    .code()
                    .equals(route.route().contains(" /v1/") ? "invalid_api_key" : outsider.code());
        if (answer.status() != 401 || !named) {
          found.add(name + " " + answer.request() + ": " + answer.status() + " " + answer.code());
        }
      }
    });
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void whatBelongsToOnePersonDoesNotExistForAnybodyElse() {
    var found = new ArrayList<String>();
    for (var route : routes(route -> route.access() == Access.OWNER)) {
      var things = prepared(route);
      tenants
          .othersThanTheColleague()
          .forEach((name, other) -> {
            compare(found, name, 404, attempt(other, route, things));
            if (route.path().size() > 1) {
              // Within something of the intruder's own, which is there.
              var first = route.path().getFirst();
              var own = new Things(other, other).id(first);
              compare(found, name, 404, attempt(other, route, things.with(first, own)));
            }
          });
      control(found, route, things);
    }
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void whatBelongsToAnOrganizationDoesNotExistForAnother() {
    var found = new ArrayList<String>();
    for (var route :
        routes(route -> route.access().isOrganizational() && !route.path().isEmpty())) {
      var things = prepared(route);
      compare(found, "another's owner", 404, attempt(tenants.southOwner(), route, things));
      control(found, route, things);
    }
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  @Test
  void theWrongRoleIsRefused() {
    var found = new ArrayList<String>();
    for (var route : routes(route -> route.access().isOrganizational())) {
      var staff = route.access() == Access.ADMINISTRATORS ? 403 : 200;
      compare(found, "viewer", staff, attempt(tenants.colleague(), route, victim));
      // Who has the right to look finds only what is their application's.
      var found404 = route.path().isEmpty() ? 200 : 404;
      var ofAnApplication = route.access() == Access.APPLICATION_MEMBERS ? found404 : 403;
      compare(
          found, "user of an application", ofAnApplication, attempt(tenants.ann(), route, victim));
      // Those that name something are tried by the owner above.
      if (route.path().isEmpty()) {
        control(found, route, prepared(route));
      }
    }
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  /** Even with what is theirs, from the time when they were more. */
  @Test
  void whoMayOnlyReadChangesNothing() {
    var dan = tenants.shop().as(SharedNode.get(), "dan-" + UUID.randomUUID());
    var things = new Things(dan, tenants.owner());
    var tried =
        routes(route ->
            (route.access() == Access.CALLER || route.access() == Access.OWNER)
                && !route.reads()
                && !route.exceptions().toLimited());
    tried.forEach(route -> route.path().forEach(things::id));
    var user = dan.get("/api/v1/me").text("/user/id");
    tenants.owner().patch("/api/v1/app-users/" + user, Map.of("role", "limited")).expect(200);
    var found = new ArrayList<String>();
    for (var route : tried) {
      var answer = attempt(dan, route, things);
      compare(found, "limited", 403, answer);
      // The API that speaks OpenAI's language says it in that.
      if (!route.route().contains(" /v1/") && !answer.code().equals("permission_denied")) {
        found.add(answer.request() + ": " + answer.code());
      }
    }
    assertThat(found).isEmpty();
    tenants.owner().patch("/api/v1/app-users/" + user, Map.of("role", "user")).expect(200);
    things.assertUntouched();
    dan.patch("/api/v1/me", Map.of("display_name", "Dan")).expect(200);
    report();
  }

  @Test
  void aKeyCannotDoMoreThanItsScopes() {
    var wanted = Map.of("name", "narrow", "scopes", List.of("audit:read"));
    var key = tenants.owner().post("/api/v1/api-keys", wanted).expect(201).text("/key");
    var narrow = Http.of(SharedNode.get()).with("X-API-Key", key);
    var found = new ArrayList<String>();
    for (var route : routes(route -> route.access() != Access.ANYBODY)) {
      compare(found, "API key", route.exceptions().toKeys(), attempt(narrow, route, victim));
    }
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
    for (var route :
        routes(route ->
            route.access() != Access.ANYBODY && !route.exceptions().beforeSecondFactor())) {
      var answer = attempt(half, route, victim);
      var code = route.route().contains(" /auth/v1/") ? "/error_code" : "/code";
      var named =
          answer.json().at(code).asText().matches("second_factor_required|insufficient_aal");
      if (answer.status() != 403 || !named && !route.route().contains(" /v1/")) {
        found.add(answer.request() + ": " + answer.status() + " " + answer.body());
      }
    }
    assertThat(found).isEmpty();
    victim.assertUntouched();
    authenticator.show(half, authenticator.digits(1)).expect(200);
    half.get("/api/v1/me").expect(200);
    report();
  }

  @Test
  void listsShowNothingOfOthers() {
    var found = new ArrayList<String>();
    var ids =
        routes(route -> true).stream()
            .flatMap(route -> route.path().stream())
            .map(victim::id)
            .distinct()
            .toList();
    for (var route : routes(route -> route.access() == Access.CALLER && route.reads())) {
      route.control().preparation().accept(listed);
      var foreign =
          Stream.concat(ids.stream(), route.control().shows().stream().map(listed::id)).toList();
      tenants
          .othersThanTheColleague()
          .forEach((name, other) -> {
            var answer = attempt(other, route, listed);
            foreign.stream()
                .filter(id -> answer.body().contains(id))
                .forEach(id -> found.add(name + " " + answer.request() + ": " + id));
          });
      control(found, route, listed);
    }
    assertThat(found).isEmpty();
    report();
  }

  @Test
  void everybodyChangesWhatIsTheirOwn() {
    var found = new ArrayList<String>();
    for (var route : routes(route -> route.access() == Access.CALLER && !route.reads())) {
      control(found, route, prepared(route));
    }
    assertThat(found).isEmpty();
    victim.assertUntouched();
    report();
  }

  private static List<RouteCase> routes(Predicate<RouteCase> which) {
    return AllCases.ROUTES.values().stream().filter(which).toList();
  }

  /** New things for one route, so that who may use it can do as it says; the victim's stay. */
  private static Things prepared(RouteCase route) {
    var owner = tenants.owner();
    var person = route.control().isFreshPerson() ? Tenants.newColleague(owner) : rightful;
    var things = new Things(person, owner);
    route.path().forEach(things::id);
    route.control().shows().forEach(things::id);
    route.control().preparation().accept(things);
    return things;
  }

  /** The positive control: who may use it can, with the ids and the body that others tried. */
  private static void control(List<String> found, RouteCase route, Things things) {
    var may = route.access().isOrganizational() ? things.administrator() : things.person();
    var answer = attempt(may, route, things);
    if (answer.status() / 100 != 2) {
      found.add("who may %s: %d %s".formatted(answer.request(), answer.status(), answer.body()));
    }
    for (var shown : route.control().shows()) {
      if (!answer.body().contains(things.id(shown))) {
        found.add("%s shows no %s to whose it is".formatted(answer.request(), shown));
      }
    }
  }

  private static void compare(List<String> found, String who, int expected, Answer answer) {
    if (answer.status() != expected) {
      found.add(
          "%s %s: %d, should be %d".formatted(who, answer.request(), answer.status(), expected));
    }
  }

  private static Answer attempt(Http by, RouteCase route, Things things) {
    attempts++;
    return route.attempt(by, things);
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
