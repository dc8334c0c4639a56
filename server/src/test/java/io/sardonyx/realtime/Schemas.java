package io.sardonyx.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The published schemas, and what does not fit them. */
public final class Schemas {
  public static final Path CONTRACT =
      Path.of("..", "contract", "realtime").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private Schemas() {}

  public static Set<String> methods() {
    return names("methods");
  }

  public static Set<String> events() {
    return names("events");
  }

  /** What a command is not; empty when it is one. */
  public static Set<String> command(JsonNode frame) {
    var wrong = validate("command.json", "", frame);
    var method = frame.path("method").asText();
    if (!methods().contains(method)) {
      wrong.add("no schema for the method " + method);
    } else if (frame.hasNonNull("params")) {
      wrong.addAll(validate("methods/" + method + ".json", "/$defs/params", frame.get("params")));
    }
    return wrong;
  }

  public static Set<String> reply(String method, JsonNode frame) {
    var wrong = validate("reply.json", "", frame);
    if (frame.has("result")) {
      wrong.addAll(validate("methods/" + method + ".json", "/$defs/result", frame.get("result")));
    }
    return wrong;
  }

  public static Set<String> push(JsonNode frame) {
    var wrong = validate("push.json", "", frame);
    var type = frame.path("type").asText();
    if (!events().contains(type)) {
      wrong.add("no schema for the event " + type);
      return wrong;
    }
    wrong.addAll(validate("events/" + type + ".json", "/$defs/data", frame.path("data")));
    var event = read(CONTRACT.resolve("events").resolve(type + ".json"));
    if (event.path("x-numbered").asBoolean() != frame.has("seq")) {
      wrong.add(type + (frame.has("seq") ? " has a seq" : " has no seq"));
    }
    if (event.path("x-topic").asBoolean() != frame.has("topic")) {
      wrong.add(type + (frame.has("topic") ? " has a topic" : " has no topic"));
    }
    return wrong;
  }

  public static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> validate(String file, String fragment, JsonNode value) {
    var location = CONTRACT.resolve(file).toUri() + (fragment.isEmpty() ? "" : "#" + fragment);
    return FACTORY.getSchema(SchemaLocation.of(location), CONFIG).validate(value).stream()
        .map(ValidationMessage::getMessage)
        .map(message -> file + ": " + message)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(String folder) {
    try (var files = Files.list(CONTRACT.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
