package io.sardonyx.platform.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sardonyx.platform.web.ProblemDocument;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The API's document: kept in the contract, served, and true. */
class OpenApiConventionsIT {
  private static final Path BUILT = Path.of("target", "openapi", "openapi.json");
  private static final Path CONTRACT = Path.of("..", "contract", "openapi.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http nobody = Http.of(SharedNode.get());

  private record Route(String method, String path, JsonNode operation) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void theContractIsWhatTheProgramSays() throws IOException {
    var built = Files.readString(BUILT);
    if (!Files.exists(CONTRACT)
        || !JSON.readTree(Files.readString(CONTRACT)).equals(JSON.readTree(built))) {
      Files.createDirectories(CONTRACT.getParent());
      Files.writeString(CONTRACT, built);
      fail(
          "contract/openapi.json was out of date. It has been written anew: look at the change and commit it.");
    }
  }

  @Test
  void whatIsServedIsWhatWasBuilt() throws IOException {
    assertThat(nobody.get("/openapi.json").expect(200).json())
        .isEqualTo(JSON.readTree(Files.readString(BUILT)));
    assertThat(nobody.get("/openapi.yaml").expect(200).body()).contains("openapi: 3.1.0");
    assertThat(nobody.get("/docs").expect(200).body()).contains("/docs/docs.js");
    assertThat(nobody.get("/docs/docs.js").expect(200).header("content-type"))
        .startsWith("text/javascript");
  }

  @Test
  void everyRouteIsDescribedAndNamedOnce() throws IOException {
    var softly = new SoftAssertions();
    var names = new HashSet<String>();
    for (var route : routes()) {
      var operation = route.operation();
      softly.assertThat(operation.path("summary").asText()).as("summary of %s", route).isNotEmpty();
      softly.assertThat(operation.path("tags")).as("tag of %s", route).isNotEmpty();
      softly
          .assertThat(names.add(operation.path("operationId").asText()))
          .as("%s has the name of another", route)
          .isTrue();
      softly.assertThat(success(operation)).as("%s describes its success", route).isTrue();
    }
    softly.assertAll();
  }

  @Test
  void everyRouteDescribesItsProblems() throws IOException {
    var softly = new SoftAssertions();
    for (var route : routes()) {
      var answers = new ArrayList<String>();
      route.operation().path("responses").fieldNames().forEachRemaining(answers::add);
      softly.assertThat(answers).as("%s", route).contains("429", "503");
      boolean anonymous =
          route.operation().path("security").isEmpty() && route.operation().has("security");
      if (!anonymous) {
        softly.assertThat(answers).as("%s needs a caller", route).contains("401", "403");
      }
      if (route.path().contains("{")) {
        softly.assertThat(answers).as("%s names something", route).contains("404");
      }
      if (route.operation().has("requestBody")) {
        softly
            .assertThat(answers)
            .as("%s takes a body", route)
            .contains("400", "413", "415", "422");
      }
    }
    softly.assertAll();
  }

  @Test
  void whoIsNobodyGetsAProblemFromEveryRouteThatSaysSo() throws IOException {
    var softly = new SoftAssertions();
    for (var route : routes()) {
      if (!route.operation().path("security").isEmpty()) {
        var path = route.path().replaceAll("\\{[^}]+}", "0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77");
        var body = route.operation().has("requestBody") ? "{}" : null;
        var answer = nobody.send(route.method(), path, body);
        softly.assertThat(answer.status()).as("%s: %s", route, answer.body()).isEqualTo(401);
        softly.assertThat(answer.header("www-authenticate")).startsWith("Bearer");
        if (route.path().startsWith("/v1/")) {
          // As OpenAI says it, whose clients look for it there.
          softly.assertThat(answer.json().at("/error/code").asText()).as("%s", route).isNotEmpty();
        } else if (!route.path().startsWith("/auth/v1/")) { // which says it in another language
          softly.assertThat(answer.header("content-type")).isEqualTo(ProblemDocument.MEDIA_TYPE);
          softly
              .assertThat(answer.json().path("request_id").asText())
              .isEqualTo(answer.header("x-request-id"));
        }
      }
    }
    softly.assertAll();
  }

  private static boolean success(JsonNode operation) {
    var answers = operation.path("responses").fieldNames();
    while (answers.hasNext()) {
      if (answers.next().matches("[23]..")) {
        return true;
      }
    }
    return false;
  }

  private static List<Route> routes() throws IOException {
    var routes = new ArrayList<Route>();
    for (var path : JSON.readTree(Files.readString(BUILT)).path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        routes.add(
            new Route(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
      }
    }
    assertThat(routes).hasSizeGreaterThan(10);
    return routes;
  }
}
