package io.sardonyx.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.identity.supabase.BanDuration;
import io.sardonyx.identity.supabase.RequestFields;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values that a JSON schema allows. */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> LETTERS =
      List.of(
          "a", "b", "Z", "7", " ", "-", "é", "ß", "\"", "\\", "\n", "<", "'", "%", "漢", "🜂", "م");
  private static final Set<String> CONTAINERS = Set.of("object", "array");
  private static final int USUAL_LENGTH = 30;

  /** {@code a|b|app_(c|d)}: words to choose from. */
  private static final Pattern WORDS = Pattern.compile("[\\w|()]*[|][\\w|()]*");

  private static final Pattern WORD = Pattern.compile("(\\w+)(?:\\(([^)]*)\\))?");

  private final Random random;
  private final JsonNode document;

  /**
   * @param document where {@code $ref} points to
   */
  Values(Random random, JsonNode document) {
    this.random = random;
    this.document = document;
  }

  /**
   * @param known the value of a field that means something, by its name; empty for any
   */
  JsonNode of(JsonNode schema, String name, Function<String, Optional<JsonNode>> known) {
    if (!CONTAINERS.contains(schema.path("type").asText())) {
      var given = known.apply(name);
      if (given.isPresent()) {
        return given.get();
      }
    }
    if (schema.has("$ref")) {
      return of(document.at(schema.get("$ref").asText().substring(1)), name, known);
    }
    for (var choice : List.of("anyOf", "oneOf")) {
      if (schema.has(choice)) {
        return of(pick(schema.get(choice)), name, known);
      }
    }
    if (schema.has("enum")) {
      return pick(schema.get("enum"));
    }
    return switch (type(schema)) {
      case "object" -> object(schema, known);
      case "array" -> array(schema, name, known);
      case "string" -> JSON.textNode(text(schema));
      case "integer" -> integer(schema);
      case "number" -> JSON.numberNode(real(schema));
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> anything();
    };
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private JsonNode pick(JsonNode from) {
    return from.get(random.nextInt(from.size()));
  }

  /** More often a value than null. */
  private String type(JsonNode schema) {
    var type = schema.path("type");
    if (!type.isArray()) {
      return type.asText();
    }
    return random.nextInt(6) == 0 ? pick(type).asText() : type.get(0).asText();
  }

  private ObjectNode object(JsonNode schema, Function<String, Optional<JsonNode>> known) {
    var object = JSON.objectNode();
    var required = new ArrayList<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    boolean whole = random.nextInt(3) == 0;
    for (var property : schema.path("properties").properties()) {
      if (whole || required.contains(property.getKey()) || random.nextBoolean()) {
        object.set(property.getKey(), of(property.getValue(), property.getKey(), known));
      }
    }
    if (!schema.has("properties") && !schema.path("additionalProperties").isBoolean()) {
      object.set(word(), of(schema.path("additionalProperties"), "", known));
    }
    return object;
  }

  private ArrayNode array(
      JsonNode schema, String name, Function<String, Optional<JsonNode>> known) {
    int min = schema.path("minItems").asInt(0);
    int max = Math.min(schema.path("maxItems").asInt(3), min + 3);
    var array = JSON.arrayNode();
    int size = min + random.nextInt(max - min + 1);
    for (int i = 0; i < size; i++) {
      array.add(of(schema.path("items"), name + "[]", known));
    }
    return array;
  }

  private JsonNode integer(JsonNode schema) {
    var min = schema.path("minimum").bigIntegerValue();
    var max =
        schema.has("maximum") ? schema.get("maximum").bigIntegerValue() : min.add(smallNumber());
    return JSON.numberNode(
        switch (random.nextInt(6)) {
          case 0 -> min;
          case 1 -> max;
          default ->
              min.add(
                  new BigInteger(max.subtract(min).bitLength() + 1, random)
                      .mod(max.subtract(min).add(BigInteger.ONE)));
        });
  }

  private static BigInteger smallNumber() {
    return BigInteger.valueOf(1_000);
  }

  private double real(JsonNode schema) {
    double min = schema.path("minimum").asDouble(0);
    return min + random.nextDouble() * (schema.path("maximum").asDouble(min + 1) - min);
  }

  private String text(JsonNode schema) {
    switch (schema.path("format").asText()) {
      case "uuid":
        return new UUID(random.nextLong(), random.nextLong()).toString();
      case "date-time":
        return Instant.ofEpochSecond(1_900_000_000L + random.nextInt(100_000_000)).toString();
      case "date":
        return LocalDate.ofEpochDay(20_000 + random.nextInt(1_000)).toString();
      default:
    }
    if (schema.has("pattern")) {
      var min = Math.max(1, schema.path("minLength").asInt());
      return matching(schema.get("pattern").asText(), min);
    }
    int min = schema.path("minLength").asInt(0);
    int max = schema.path("maxLength").asInt(1_000);
    return switch (random.nextInt(30)) {
      case 0 -> text(max);
      case 1 -> text(min);
      default -> text(min + random.nextInt(Math.min(max - min, USUAL_LENGTH) + 1));
    };
  }

  private String matching(String pattern, int length) {
    var bare = pattern.replaceAll("^\\^(\\(\\?:)?|\\)?\\$$", "");
    if (bare.contains("\\S")) {
      return word() + text(length);
    }
    if (WORDS.matcher(bare).matches()) {
      return pick(words(bare));
    }
    return switch (bare) {
      case "https?://.+" -> "https://example.com/" + word();
      case "[!-~]*" -> word().repeat(length);
      case RequestFields.ROLE_PATTERN -> "role_" + word();
      case RequestFields.CHALLENGE_PATTERN -> "c".repeat(43);
      case BanDuration.PATTERN -> "none";
      case "\\$(2[aby]|argon2id)\\$.+" ->
          "$2a$04$7EqJtq98hPqEX7fNZaFWoO5Yx0zZ8pYOjYxg5.tVbqfR0H1d1M9iG";
      default -> throw new AssertionError("Nothing is known that matches " + pattern);
    };
  }

  private static List<String> words(String pattern) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(pattern);
    while (matcher.find()) {
      var endings = matcher.group(2) == null ? "" : matcher.group(2);
      for (var ending : endings.split("\\|", -1)) {
        words.add(matcher.group(1) + ending);
      }
    }
    return words;
  }

  /** So many code points. */
  String text(int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(pick(LETTERS));
    }
    return text.toString();
  }

  String word() {
    return Integer.toString(random.nextInt(1, Integer.MAX_VALUE), 36);
  }

  private JsonNode anything() {
    return switch (random.nextInt(5)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(random.nextLong());
      case 2 -> JSON.booleanNode(true);
      case 3 -> JSON.objectNode().put(word(), text(5));
      default -> JSON.textNode(text(10));
    };
  }
}
