package io.sardonyx.fuzz;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.sardonyx.testing.RawHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds answers against the API's document. */
final class Answers {
  /** What HTTP itself answers, whatever the operation: no document repeats it for each. */
  private static final Set<Integer> OF_HTTP = Set.of(406, 414, 431);

  /** What a gateway says of what is behind it, where it says so. */
  private static final int PROVIDER_FAILED = 502;

  private static final Duration SLOW = Duration.ofSeconds(5);

  private static final Pattern TYPE =
      Pattern.compile("\r\ncontent-type: ([^;\r]*)", Pattern.CASE_INSENSITIVE);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;
  private final Findings findings;
  private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();

  public Answers(JsonNode document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  /** What is meant to be valid is. */
  void requireFitting(Request request) {
    var schema = request.operation.body();
    if (schema != null && request.body != null) {
      misfits(schema, request.body)
          .ifPresent(why -> {
            throw new AssertionError(why + " in " + request);
          });
    }
  }

  JsonNode document() {
    return document;
  }

  void judge(Request request, Answer answer) {
    int status = answer.status();
    if (answer.took().compareTo(SLOW) >= 0) {
      found(request, answer, "slow");
    }
    if (status == 0) {
      found(request, answer, answer.closed() ? "closed without an answer" : "hung");
    } else if (status >= 500 && status != PROVIDER_FAILED) {
      found(request, answer, "failed with " + status);
    } else if (!OF_HTTP.contains(status)) {
      judgeDocumented(request, answer);
    }
    if (status >= 200 && status < 300 && !request.wrong.isEmpty()) {
      found(request, answer, "took " + request.wrong.getFirst());
    }
  }

  private void judgeDocumented(Request request, Answer answer) {
    var response = request.operation.response(answer.status());
    if (response.isMissingNode()) {
      found(request, answer, answer.status() + " is not documented");
      return;
    }
    if (answer.body().isEmpty()) {
      if (!response.path("content").isEmpty()) {
        found(request, answer, answer.status() + " has no body");
      }
      return;
    }
    var type = type(answer);
    for (var media : response.path("content").properties()) {
      if (media.getKey().split(";", 2)[0].equals(type)) {
        body(type, answer, media.getValue().path("schema"))
            .ifPresent(why -> found(request, answer, answer.status() + ": " + why));
        return;
      }
    }
    found(request, answer, answer.status() + " has an undocumented body of type " + type);
  }

  private Optional<String> body(String type, Answer answer, JsonNode schema) {
    try {
      var value =
          type.endsWith("json") ? JSON.readTree(answer.body()) : new TextNode(answer.body());
      return misfits(schema, value);
    } catch (IOException e) {
      return Optional.of("not JSON");
    }
  }

  /** Why a value is not what a schema allows. */
  Optional<String> misfits(JsonNode schema, byte[] json) {
    try {
      return misfits(schema, JSON.readTree(json));
    } catch (IOException e) {
      return Optional.of("not JSON");
    }
  }

  Optional<String> misfits(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(message -> message.getMessage().replaceAll("\\[\\d+]", "[]"))
        .map(message -> message.length() > 200 ? message.substring(0, 200) : message)
        .sorted()
        .findFirst();
  }

  private JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.path("components"));
    whole.putArray("allOf").add(schema);
    return FACTORY.getSchema(whole, CONFIG);
  }

  private void found(Request request, Answer answer, String what) {
    var body = answer.body();
    findings.add(
        request.operation.toString(),
        what,
        request
            + "\n  answered "
            + answer.status()
            + ": "
            + (body.length() > 600 ? body.substring(0, 600) : body));
  }

  private static String type(Answer answer) {
    var type = TYPE.matcher(answer.head());
    return type.find() ? type.group(1).strip().toLowerCase(Locale.ROOT) : "";
  }
}
