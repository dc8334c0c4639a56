package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a stream of OpenAI's protocol, or a whole completion. The only reader of the protocol,
 * for our own chat and for the OpenAI API alike; it skips what it does not know. It reads tokens
 * where they lie: making a tree of each chunk costs several times as much.
 *
 * @param choices the delta or message of each choice
 * @param finishReason of the first choice that has one
 * @param usage null where the chunk has none
 * @param error the message of an error; null without one
 */
public record OpenAiChunk(
    List<OpenAiMessage> choices,
    @Nullable String finishReason,
    @Nullable OpenAiUsage usage,
    @Nullable String error) {
  /** The data of the event that ends a stream. */
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  /** Not our strict one: models return what it refuses, such as U+0000 and lone surrogates. */
  private static final JsonFactory JSON = new JsonFactory();

  /** Whether the data of an event is not a chunk but the end of the stream. */
  public static boolean isDone(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    return Arrays.equals(bytes, from, end, DONE, 0, DONE.length);
  }

  /**
   * @throws IOException unless it is a JSON object
   */
  public static OpenAiChunk of(byte[] bytes, int from, int to) throws IOException {
    try (var parser = JSON.createParser(bytes, from, to - from)) {
      return new Reading(parser).chunk();
    }
  }

  /**
   * @throws IOException unless it is a JSON object
   */
  public static OpenAiChunk of(JsonNode chunk) throws IOException {
    try (var parser = chunk.traverse()) {
      return new Reading(parser).chunk();
    }
  }

  private static final class Reading {
    private final JsonParser parser;
    private final List<OpenAiMessage> choices = new ArrayList<>(1);
    private @Nullable String finishReason;
    private @Nullable OpenAiUsage usage;
    private @Nullable String error;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    OpenAiChunk chunk() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "Not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var field = parser.currentName();
        var value = parser.nextToken();
        if (value == JsonToken.START_ARRAY && field.equals("choices")) {
          choices();
        } else if (value == JsonToken.START_OBJECT && field.equals("usage")) {
          usage = OpenAiUsage.read(parser);
        } else if (value != JsonToken.VALUE_NULL && field.equals("error")) {
          error();
        } else {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new JsonParseException(parser, "A JSON object without an end");
      }
      return new OpenAiChunk(choices, finishReason, usage, error);
    }

    private void choices() throws IOException {
      for (var token = parser.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          choices.add(choice());
        } else {
          parser.skipChildren();
        }
      }
    }

    private OpenAiMessage choice() throws IOException {
      var message = OpenAiMessage.EMPTY;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var field = parser.currentName();
        var value = parser.nextToken();
        if (value == JsonToken.START_OBJECT && (field.equals("delta") || field.equals("message"))) {
          message = OpenAiMessage.read(parser);
        } else if (value == JsonToken.VALUE_STRING && field.equals("finish_reason")) {
          finishReason = finishReason == null ? parser.getText() : finishReason;
        } else {
          parser.skipChildren();
        }
      }
      return message;
    }

    /** An object with a message, or the message itself. */
    private void error() throws IOException {
      error = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var field = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && field.equals("message")) {
          error = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    }
  }
}
