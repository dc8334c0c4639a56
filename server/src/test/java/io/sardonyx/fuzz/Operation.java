package io.sardonyx.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the API's document.
 *
 * @param path with names in braces
 */
record Operation(String method, String path, JsonNode document, JsonNode description) {
  static List<Operation> of(JsonNode document) {
    var all = new ArrayList<Operation>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        all.add(
            new Operation(
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                document,
                method.getValue()));
      }
    }
    return all;
  }

  /** Of this place: {@code path}, {@code query}, {@code header} or {@code cookie}. */
  List<JsonNode> parameters(String in) {
    return description
        .path("parameters")
        .valueStream()
        .filter(each -> each.path("in").asText().equals(in))
        .toList();
  }

  /** Null when it takes no body. */
  @Nullable JsonNode body() {
    var schema = description.at("/requestBody/content/application~1json/schema");
    return schema.isMissingNode() ? null : schema;
  }

  boolean isAnonymous() {
    return description.path("security").isEmpty();
  }

  /** Missing when the status is not in the document. */
  JsonNode response(int status) {
    var response = description.path("responses").path(Integer.toString(status));
    return response.has("$ref")
        ? document.at(response.get("$ref").asText().substring(1))
        : response;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
