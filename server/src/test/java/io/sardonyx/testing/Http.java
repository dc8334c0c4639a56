package io.sardonyx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A program that talks JSON to one node, in somebody's name or in nobody's. Immutable. */
public record Http(Node node, Map<String, String> headers) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Http of(Node node) {
    return new Http(node, Map.of());
  }

  /** The same, with a bearer token. */
  public Http as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Http with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Http(node, Map.copyOf(more));
  }

  /** The same person, by way of another node. */
  public Http at(Node other) {
    return new Http(other, headers);
  }

  /** The bearer token in whose name it speaks. */
  public String token() {
    return Objects.requireNonNull(headers.get("Authorization")).substring("Bearer ".length());
  }

  /** Signs in; the answer's token is used from then on. */
  public Http signedIn(String email, String password) {
    var answer =
        post("/api/v1/login-sessions", Map.of("email", email, "password", password)).expect(201);
    return as(answer.json().path("access_token").asText());
  }

  /** Signs in for the first time, with a password that somebody else knows, and changes it. */
  public Http joined(String email, String told, String own) {
    var joined = signedIn(email, told);
    joined
        .put("/api/v1/me/password", Map.of("current_password", told, "new_password", own))
        .expect(204);
    return joined;
  }

  public Http signedInAsAdmin() {
    return signedIn(Node.ADMIN_EMAIL, Node.ADMIN_PASSWORD);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  public Answer patch(String path, Object body) {
    return send("PATCH", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * @param body a map, list or record, sent as JSON; a string is sent as it is; null sends none
   */
  public Answer send(String method, String path, @Nullable Object body) {
    try {
      var request = HttpRequest.newBuilder(node.uri(path)).timeout(Duration.ofSeconds(30));
      headers.forEach(request::setHeader);
      if (body == null) {
        request.method(method, BodyPublishers.noBody());
      } else {
        var text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
        request.method(method, BodyPublishers.ofString(text));
        if (!headers.containsKey("Content-Type")) {
          request.setHeader("Content-Type", "application/json");
        }
      }
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(method + " " + path, response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Answer(String request, int status, String body, HttpResponse<String> response) {
    public Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError(
            "%s: expected %d, got %d %s".formatted(request, expected, status, body));
      }
      return this;
    }

    public JsonNode json() {
      try {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(request + ": not JSON: " + body, e);
      }
    }

    /** A text of the JSON body, by its path: {@code text("/user/id")}. */
    public String text(String pointer) {
      var value = json().at(pointer);
      if (value.isMissingNode() || value.isNull()) {
        throw new AssertionError(request + ": no " + pointer + " in " + body);
      }
      return value.asText();
    }

    /** The stable code of a problem document. */
    public String code() {
      var code = json().path("code");
      // What speaks like OpenAI has it a level deeper.
      return code.isMissingNode() ? json().at("/error/code").asText() : code.asText();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }
}
