package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every route of the API's document, with ids, parameters and bodies of the wrong shape. */
class BadParametersIT {
  private static final List<String> NO_IDS =
      List.of(
          "no-such-thing",
          "9223372036854775808",
          "-1",
          "0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a7",
          "%7b0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77%7d",
          "%00",
          "%f0%28%8c%28",
          "..%2f..%2fetc%2fpasswd",
          "'%20or%201=1--",
          "x".repeat(4_000));

  private static final List<String> NO_BODIES =
      List.of("{", "[]", "\"text\"", "17", "{\"there_is_no_such_field\":1}", "{\"a\":1,\"a\":1}");

  private final Http admin = Http.of(SharedNode.get()).signedInAsAdmin();

  /** A route of the document; {@code text} is its address with names in braces. */
  private record Route(String method, String text, JsonNode operation) {
    boolean hasBody() {
      return operation.has("requestBody");
    }

    String with(String id) {
      return text.replaceAll("\\{[^}]+}", id.replace("\\", "\\\\").replace("$", "\\$"));
    }

    @Override
    public String toString() {
      return method + " " + text;
    }
  }

  @Test
  void whatIsNoIdNamesNothing() {
    var softly = new SoftAssertions();
    int tried = 0;
    for (var route : routes()) {
      if (route.text().contains("{")) {
        for (var id : NO_IDS) {
          var answer = send(route, route.with(id), route.hasBody() ? "{}" : null);
          softly
              .assertThat(answer.status())
              .as("%s with %s: %s", route, id, answer.body())
              .isIn(400, 404, 405);
          tried++;
        }
      }
    }
    softly.assertAll();
    assertThat(tried).isGreaterThan(50);
  }

  @Test
  void aBodyThatIsNotWhatTheRouteTakesIsRefused() {
    var softly = new SoftAssertions();
    int tried = 0;
    for (var route : routes()) {
      if (route.hasBody()) {
        for (var body : NO_BODIES) {
          var answer = send(route, route.with("0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77"), body);
          softly
              .assertThat(answer.status())
              .as("%s with %s: %s", route, body, answer.body())
              .isIn(400, 404, 422);
          softly.assertThat(answer.code()).as("%s with %s", route, body).isNotEmpty();
          tried++;
        }
      }
    }
    softly.assertAll();
    assertThat(tried).isGreaterThan(20);
  }

  @Test
  void limitsAndCursorsThatAreNotOursAreRefused() {
    var softly = new SoftAssertions();
    int tried = 0;
    for (var route : routes()) {
      for (var parameter : route.operation().path("parameters")) {
        var name = parameter.path("name").asText();
        if (parameter.path("in").asText().equals("query")
            && List.of("limit", "cursor").contains(name)) {
          for (var value :
              List.of("abc", "-1", "0", "9223372036854775808", "1.5", "%00", "x".repeat(2_000))) {
            var answer =
                send(
                    route,
                    route.with("0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77") + "?" + name + "=" + value,
                    null);
            softly
                .assertThat(answer.status())
                .as("%s %s=%s: %s", route, name, value, answer.body())
                .isIn(400, 404, 422);
            tried++;
          }
        }
      }
    }
    softly.assertAll();
    assertThat(tried).isGreaterThan(10);
  }

  @Test
  void whatIsNeitherTrueNorFalseIsRefused() {
    var softly = new SoftAssertions();
    int tried = 0;
    for (var route : routes()) {
      for (var parameter : route.operation().path("parameters")) {
        if (parameter.at("/schema/type").asText().equals("boolean")) {
          for (var value : List.of("perhaps", "TRUE", "1", "%00")) {
            var address = route.text() + "?" + parameter.path("name").asText() + "=" + value;
            var answer = send(route, address, null);
            softly.assertThat(answer.status()).as(address).isEqualTo(400);
            tried++;
          }
        }
      }
    }
    softly.assertAll();
    assertThat(tried).isGreaterThan(10);
  }

  private Http.Answer send(Route route, String address, @Nullable String body) {
    return admin.send(route.method(), address, body);
  }

  /**
   * Those that end what the test signs in with are left out: nothing could be tried after them. So
   * are those that speak another language: clients made for it send more than is read.
   */
  private List<Route> routes() {
    var routes = new ArrayList<Route>();
    var document = admin.get("/openapi.json").expect(200).json();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        var route =
            new Route(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue());
        if (!route
            .toString()
            .matches("(DELETE /api/v1/login-sessions(/current)?|GET /metrics|\\w+ /auth/v1/.*)")) {
          routes.add(route);
        }
      }
    }
    return routes;
  }
}
