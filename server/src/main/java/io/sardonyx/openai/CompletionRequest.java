package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.personas.Persona;
import io.sardonyx.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A request for a completion. What is looked at is checked, everything else goes to the provider as
 * it is.
 */
record CompletionRequest(ObjectNode body, String model, boolean streamed, boolean usageWanted) {
  private static final int MAX_MESSAGES = 10_000;

  static CompletionRequest of(@Nullable JsonNode given) {
    if (!(given instanceof ObjectNode body)) {
      throw wrong("The body must be a JSON object.");
    }
    if (!body.path("model").isTextual() || body.path("model").asText().isBlank()) {
      throw wrong("Say in model which one is asked.");
    }
    requireMessages(body.path("messages"));
    var stream = body.path("stream");
    if (!stream.isMissingNode() && !stream.isBoolean() && !stream.isNull()) {
      throw wrong("stream must be true or false.");
    }
    var options = body.path("stream_options");
    if (options.isObject() && !stream.asBoolean()) {
      throw wrong("stream_options are for streams only.");
    }
    return new CompletionRequest(
        body.deepCopy(),
        body.path("model").asText(),
        stream.asBoolean(),
        options.path("include_usage").asBoolean());
  }

  private static void requireMessages(JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty()) {
      throw wrong("messages must be a list with at least one message.");
    }
    if (messages.size() > MAX_MESSAGES) {
      throw wrong("messages are too many.");
    }
    for (var message : messages) {
      if (!message.isObject() || !message.path("role").isTextual()) {
        throw wrong("Every message must be an object with a role.");
      }
    }
  }

  /** With what the persona says, where the request does not; and so that usage is always told. */
  ObjectNode prepared(@Nullable Persona persona) {
    if (persona != null) {
      if (!persona.instructions().isBlank()) {
        var messages = JsonNodeFactory.instance.arrayNode();
        messages.addObject().put("role", "system").put("content", persona.instructions());
        body.path("messages").forEach(messages::add);
        body.set("messages", messages);
      }
      var parameters = persona.parameters();
      if (parameters.temperature() != null && !body.has("temperature")) {
        body.put("temperature", parameters.temperature());
      }
      if (parameters.topP() != null && !body.has("top_p")) {
        body.put("top_p", parameters.topP());
      }
      if (parameters.maxTokens() != null
          && !body.has("max_tokens")
          && !body.has("max_completion_tokens")) {
        body.put("max_tokens", parameters.maxTokens());
      }
    }
    if (streamed) {
      body.putObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  /** About what the provider reads, where it does not say: pictures are not in it. */
  String text() {
    var text = new StringBuilder();
    for (var message : body.path("messages")) {
      CompletionText.append(text, message);
      text.append('\n');
    }
    return text.append(body.path("tools").isArray() ? body.path("tools").toString() : "")
        .toString();
  }

  private static Problem wrong(String sentence) {
    return new Problem(Problem.Kind.MALFORMED, "invalid_request", sentence);
  }
}
