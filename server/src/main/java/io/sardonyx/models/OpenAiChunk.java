package io.sardonyx.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sardonyx.platform.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The text and the thought in a chunk of OpenAI's protocol that says nothing else, as nearly all of
 * them do. What has more to say (how it ended, what it cost, a tool, an error) is left to
 * LangChain4j, which makes objects of everything and keeps every chunk until the end.
 *
 * @param thought what servers of models that think add to the protocol; empty in most chunks
 * @param text of the answer; empty while the model thinks
 */
record OpenAiChunk(String thought, String text) {
  private static final JsonFactory JSON = Json.mapper().getFactory();

  /** Null for a chunk that is not only text. */
  static @Nullable OpenAiChunk of(byte[] bytes, int from, int to) {
    try (var parser = JSON.createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      OpenAiChunk chunk = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals("choices")) {
          chunk = choices(parser);
          if (chunk == null) {
            return null;
          }
        } else if (parser.nextToken().isStructStart()) {
          return null;
        }
      }
      return chunk;
    } catch (IOException notJson) {
      return null;
    }
  }

  /** What the only choice says. */
  private static @Nullable OpenAiChunk choices(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY
        || parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    OpenAiChunk chunk = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("delta") && value == JsonToken.START_OBJECT) {
        chunk = delta(parser);
        if (chunk == null) {
          return null;
        }
      } else if (value != JsonToken.VALUE_NULL && !name.equals("index")) {
        return null;
      }
    }
    return parser.nextToken() == JsonToken.END_ARRAY ? chunk : null;
  }

  private static @Nullable OpenAiChunk delta(JsonParser parser) throws IOException {
    String text = null;
    String thought = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("content") && value == JsonToken.VALUE_STRING) {
        text = parser.getText();
      } else if (isThought(name) && value == JsonToken.VALUE_STRING) {
        thought = parser.getText(); // Who says it by both names says the same.
      } else if (name.equals("reasoning_details")) {
        parser.skipChildren(); // The same once more, as OpenRouter has it.
      } else if (value != JsonToken.VALUE_NULL && !name.equals("role")) {
        return null;
      }
    }
    return text == null && thought == null
        ? null
        : new OpenAiChunk(thought == null ? "" : thought, text == null ? "" : text);
  }

  /** As DeepSeek calls it, and as OpenRouter, Ollama and newer servers of vLLM do. */
  private static boolean isThought(String name) {
    return name.equals("reasoning_content") || name.equals("reasoning");
  }
}
