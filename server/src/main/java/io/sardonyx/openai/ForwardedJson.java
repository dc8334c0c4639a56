package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sardonyx.models.clients.OpenAiUsage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A completion or chunk of a provider that is forwarded byte by byte, but for the name of the model
 * and what the client did not ask for. Not parsed into a tree: that takes forty times the memory of
 * a text full of brackets, and changes numbers and lone surrogates.
 */
final class ForwardedJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NULL = ascii("null");
  private static final byte[] DELTA = ascii("\"delta\"");
  private static final byte[] CHUNK = ascii("\"chat.completion.chunk\"");

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final List<Value> messages = new ArrayList<>(1);
  private @Nullable Value model;
  private @Nullable Value usageValue;
  private @Nullable Value object;
  private OpenAiUsage usage = OpenAiUsage.UNKNOWN;
  private boolean hasChoices;
  private boolean hasChoice;
  private boolean hasError;
  private boolean isEmpty = true;
  private int begin;

  /** Where a value, or the name of a field, is in the bytes. */
  private record Value(int from, int to) {}

  private ForwardedJson(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /**
   * @param bytes not changed as long as it is used
   * @throws IOException unless it is one JSON object
   */
  static ForwardedJson read(byte[] bytes, int from, int to) throws IOException {
    var read = new ForwardedJson(bytes, from, to);
    try (var parser = JSON.createParser(bytes, from, to - from)) {
      read.read(parser);
    }
    return read;
  }

  /** Whether it has a list of choices, which may be empty. */
  boolean hasChoices() {
    return hasChoices;
  }

  /** Whether there is nothing for the client in it but the usage. */
  boolean isOnlyUsage() {
    return !hasChoice && !hasError;
  }

  boolean hasError() {
    return hasError;
  }

  OpenAiUsage usage() {
    return usage;
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "Not a JSON object");
    }
    begin = end(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      isEmpty = false;
      var field = parser.currentName();
      var token = parser.nextToken();
      int valueFrom = start(parser);
      switch (field) {
        case "choices" -> choices(parser, token);
        case "usage" -> usage(parser, token);
        case "error" -> {
          hasError = hasError || token != JsonToken.VALUE_NULL;
          parser.skipChildren();
        }
        default -> parser.skipChildren();
      }
      parser.finishToken(); // A text is skipped only with the next token.
      var value = new Value(valueFrom, end(parser));
      switch (field) {
        case "model" -> model = value;
        case "usage" -> usageValue = value;
        case "object" -> object = value;
        default -> {}
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new JsonParseException(parser, "Not one JSON object");
    }
  }

  private void choices(JsonParser parser, JsonToken token) throws IOException {
    hasChoices = token == JsonToken.START_ARRAY;
    if (!hasChoices) {
      parser.skipChildren();
      return;
    }
    for (var next = parser.nextToken();
        next != null && next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      hasChoice = true;
      if (next == JsonToken.START_OBJECT) {
        choice(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void choice(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (parser.currentName().equals("message") && messages.size() < 128) {
        messages.add(new Value(start(parser), start(parser) + "\"message\"".length()));
      }
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private void usage(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      usage = OpenAiUsage.read(parser);
    } else {
      parser.skipChildren();
    }
  }

  private int start(JsonParser parser) {
    return from + (int) parser.currentTokenLocation().getByteOffset();
  }

  private int end(JsonParser parser) {
    return from + (int) parser.currentLocation().getByteOffset();
  }

  /**
   * Writes it on one line.
   *
   * @param name of the model, as JSON
   * @param withUsage false writes null in its place
   * @param asChunk turns a whole completion into the chunk that a stream has
   */
  void write(OutputStream out, byte[] name, boolean withUsage, boolean asChunk) throws IOException {
    var changes = new ArrayList<Change>();
    if (model == null) {
      var field = ascii("\"model\":");
      changes.add(new Change(new Value(begin, begin), join(field, name, isEmpty ? "" : ",")));
    } else {
      changes.add(new Change(model, name));
    }
    if (usageValue != null && !withUsage) {
      changes.add(new Change(usageValue, NULL));
    }
    if (asChunk && !messages.isEmpty()) {
      messages.forEach(message -> changes.add(new Change(message, DELTA)));
      if (object != null) {
        changes.add(new Change(object, CHUNK));
      }
    }
    changes.sort((one, other) -> Integer.compare(one.value.from, other.value.from));
    int written = from;
    for (var change : changes) {
      copy(out, written, change.value.from);
      out.write(change.with);
      written = change.value.to;
    }
    copy(out, written, to);
  }

  private record Change(Value value, byte[] with) {}

  /** Line ends are between the values of a JSON text, never within. */
  private void copy(OutputStream out, int start, int end) throws IOException {
    int written = start;
    for (int at = start; at < end; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        out.write(bytes, written, at - written);
        out.write(' ');
        written = at + 1;
      }
    }
    out.write(bytes, written, end - written);
  }

  private static byte[] join(byte[] field, byte[] name, String rest) {
    var joined = new byte[field.length + name.length + rest.length()];
    System.arraycopy(field, 0, joined, 0, field.length);
    System.arraycopy(name, 0, joined, field.length, name.length);
    System.arraycopy(ascii(rest), 0, joined, field.length + name.length, rest.length());
    return joined;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
