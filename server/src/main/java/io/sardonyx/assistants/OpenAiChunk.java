package io.sardonyx.assistants;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sardonyx.platform.web.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The text in a chunk of OpenAI's protocol that says nothing else, as nearly all of them do. What
 * has more to say (how it ended, what it cost, a tool, an error) is left to LangChain4j, which
 * makes objects of everything and keeps every chunk until the end.
 */
final class OpenAiChunk {
  private static final JsonFactory JSON = Json.mapper().getFactory();

  private OpenAiChunk() {}

  /** Null for a chunk that is not only text. */
  static @Nullable String text(byte[] bytes, int from, int to) {
    try (var parser = JSON.createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String text = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals("choices")) {
          text = choices(parser);
          if (text == null) {
            return null;
          }
        } else if (parser.nextToken().isStructStart()) {
          return null;
        }
      }
      return text;
    } catch (IOException notJson) {
      return null;
    }
  }

  /** The text of the only choice. */
  private static @Nullable String choices(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY
        || parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("delta") && value == JsonToken.START_OBJECT) {
        text = delta(parser);
        if (text == null) {
          return null;
        }
      } else if (value != JsonToken.VALUE_NULL && !name.equals("index")) {
        return null;
      }
    }
    return parser.nextToken() == JsonToken.END_ARRAY ? text : null;
  }

  private static @Nullable String delta(JsonParser parser) throws IOException {
    String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("content") && value == JsonToken.VALUE_STRING) {
        text = parser.getText();
      } else if (value != JsonToken.VALUE_NULL && !name.equals("role")) {
        return null;
      }
    }
    return text;
  }
}
