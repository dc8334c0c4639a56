package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * The texts of a message of OpenAI's protocol: of a request, of a whole completion, or the delta of
 * a stream. Empty where there are none.
 *
 * @param reasoning what servers of reasoning models add to the protocol
 * @param other a refusal, and the names and arguments of tool calls
 */
public record OpenAiMessage(String text, String reasoning, String other) {
  static final OpenAiMessage EMPTY = new OpenAiMessage("", "", "");

  public static OpenAiMessage of(JsonNode message) {
    try (var parser = message.traverse()) {
      return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : EMPTY;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Everything that counts as tokens. */
  public void forEachText(Consumer<String> consumer) {
    consumer.accept(text);
    consumer.accept(reasoning);
    consumer.accept(other);
  }

  /**
   * @param parser at the beginning of the object; afterwards at its end
   */
  static OpenAiMessage read(JsonParser parser) throws IOException {
    var text = "";
    var reasoning = "";
    var other = new StringBuilder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "content" -> text = text(parser);
        // As DeepSeek names it; and as OpenRouter, Ollama and newer versions of vLLM do. Servers
        // that send both send the same text.
        case "reasoning_content", "reasoning" -> {
          var piece = text(parser);
          reasoning = piece.isEmpty() ? reasoning : piece;
        }
        case "refusal" -> other.append(text(parser));
        case "tool_calls", "function_call" -> other.append(calls(parser));
        default -> parser.skipChildren();
      }
    }
    return new OpenAiMessage(text, reasoning, other.toString());
  }

  /** A string, or the texts of a list of parts. */
  private static String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return "";
    }
    var texts = new StringBuilder();
    for (var token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        strings(parser, "text", "text", texts);
      } else {
        parser.skipChildren();
      }
    }
    return texts.toString();
  }

  /** The names and arguments of one call or of a list of calls. */
  private static String calls(JsonParser parser) throws IOException {
    var texts = new StringBuilder();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      strings(parser, "name", "arguments", texts);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (var token = parser.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          functions(parser, texts);
        } else {
          parser.skipChildren();
        }
      }
    }
    return texts.toString();
  }

  private static void functions(JsonParser parser, StringBuilder texts) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var isFunction = parser.currentName().equals("function");
      if (parser.nextToken() == JsonToken.START_OBJECT && isFunction) {
        strings(parser, "name", "arguments", texts);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Appends the strings of two fields of an object. */
  private static void strings(JsonParser parser, String one, String another, StringBuilder texts)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING
          && (field.equals(one) || field.equals(another))) {
        texts.append(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }
}
