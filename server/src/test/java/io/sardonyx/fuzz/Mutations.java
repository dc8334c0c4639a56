package io.sardonyx.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What programs with mistakes, and people with intentions, make of a JSON document. */
final class Mutations {
  /** Stands for a piece of text that need not be JSON. */
  private static final String HERE = "put the piece here";

  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "-0",
          "9223372036854775808",
          "-9223372036854775809",
          "1e400",
          "1e-400",
          "9".repeat(2_000),
          "NaN",
          "'a'",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\u0000\"",
          "\"\\x\"",
          "\"../../etc/passwd\"",
          "\"' or 1=1 --\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"" + "🜂".repeat(60_000) + "\"",
          "[]",
          "{}",
          "[null]",
          "[[[]]]",
          "{\"a\":1,\"a\":2}",
          "{\"\":null}",
          "{\"__proto__\":{}}",
          "[".repeat(70) + "]".repeat(70),
          "[".repeat(20_000),
          "{\"a\":".repeat(10_000),
          "[" + "0,".repeat(20_000) + "0]");

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  byte[] spoil(JsonNode document) {
    return random.nextInt(3) > 0 ? spoilTree(document) : spoilBytes(bytes(document.toString()));
  }

  /** In bytes that mean something: there is not always anything wrong with the result. */
  byte[] spoilBytes(byte[] bytes) {
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> insert(bytes, bytes.length, bytes(" {}"));
      case 2 -> insert(bytes, 0, bytes("\uFEFF"));
      case 3 -> insert(bytes, random.nextInt(bytes.length + 1), invalidUtf8());
      case 4 -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
      case 5 -> noise(random.nextInt(200));
      case 6 -> insert(bytes, random.nextInt(bytes.length + 1), new byte[] {0});
      default -> flipped(bytes);
    };
  }

  private byte[] spoilTree(JsonNode document) {
    var root = JsonNodeFactory.instance.arrayNode().add(document.deepCopy());
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      var containers = containers(root);
      spoil(containers.get(random.nextInt(containers.size())));
    }
    var text = root.path(0).toString();
    for (int at = text.indexOf(HERE); at > 0; at = text.indexOf(HERE)) {
      text = text.substring(0, at - 1) + piece() + text.substring(at + HERE.length() + 1);
    }
    return bytes(text);
  }

  String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private void spoil(ContainerNode<?> container) {
    switch (container) {
      case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), HERE);
      case ArrayNode array -> array.add(HERE);
      case ObjectNode object -> spoil(object);
      default -> throw new AssertionError(container);
    }
  }

  private void spoil(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    var name = names.isEmpty() ? null : names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> object.put("there_is_no_such_field", HERE);
      case 1 -> remove(object, name);
      default -> object.put(name == null ? "a" : name, HERE);
    }
  }

  private static void remove(ObjectNode object, @Nullable String name) {
    if (name != null) {
      object.remove(name);
    }
  }

  private static List<ContainerNode<?>> containers(JsonNode root) {
    var all = new ArrayList<ContainerNode<?>>();
    if (root instanceof ContainerNode<?> container) {
      all.add(container);
      root.forEach(each -> all.addAll(containers(each)));
    }
    return all;
  }

  private byte[] flipped(byte[] bytes) {
    var changed = bytes.clone();
    int times = changed.length == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  byte[] noise(int length) {
    var noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** Overlong, cut off, a surrogate, beyond the last code point. */
  private byte[] invalidUtf8() {
    var all =
        List.of(
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xe2, (byte) 0x82},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xff});
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] insert(byte[] bytes, int at, byte[] more) {
    var all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
