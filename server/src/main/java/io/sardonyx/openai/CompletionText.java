package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a model wrote in a message or a piece of one, calls of tools included: all of it costs. */
final class CompletionText {
  private static final List<String> SAID =
      List.of("content", "refusal", "reasoning_content", "reasoning");
  private static final List<String> CALLED = List.of("name", "arguments");

  private CompletionText() {}

  /**
   * @param message of a whole completion, or a delta of a stream
   */
  static void append(StringBuilder text, JsonNode message) {
    for (var field : SAID) {
      append(text, message, field);
    }
    for (var call : message.path("tool_calls")) {
      CALLED.forEach(field -> append(text, call.path("function"), field));
    }
    CALLED.forEach(field -> append(text, message.path("function_call"), field));
  }

  private static void append(StringBuilder text, JsonNode of, String field) {
    var value = of.path(field);
    if (value.isTextual()) {
      text.append(value.asText());
    }
    // Some say it in parts.
    for (var part : value) {
      text.append(part.path("text").asText(""));
    }
  }
}
