package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.models.clients.OpenAiMessage;
import io.sardonyx.personas.Persona;
import io.sardonyx.platform.problem.Problem;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A request for a completion. The fields that are read here are validated; everything else is
 * forwarded to the provider as it is.
 *
 * @param hasOptions whether it says by itself how to stream
 */
record CompletionRequest(
    ObjectNode body, String model, boolean streamed, boolean usageWanted, boolean hasOptions) {
  private static final int MAX_MESSAGES = 10_000;

  static CompletionRequest of(@Nullable JsonNode given) {
    if (!(given instanceof ObjectNode body)) {
      throw invalid("body", "The body must be a JSON object.");
    }
    if (!body.path("model").isTextual() || body.path("model").asText().isBlank()) {
      throw invalid("model", "model is required.");
    }
    requireMessages(body.path("messages"));
    var stream = body.path("stream");
    if (!stream.isMissingNode() && !stream.isBoolean() && !stream.isNull()) {
      throw invalid("stream", "stream must be true or false.");
    }
    var options = body.path("stream_options");
    if (options.isObject() && !stream.asBoolean()) {
      throw invalid("stream_options", "stream_options require stream.");
    }
    return new CompletionRequest(
        body.deepCopy(),
        body.path("model").asText(),
        stream.asBoolean(),
        options.path("include_usage").asBoolean(),
        options.isObject());
  }

  private static void requireMessages(JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty()) {
      throw invalid("messages", "messages must be a list of at least one message.");
    }
    if (messages.size() > MAX_MESSAGES) {
      throw invalid("messages", "messages must be at most %d messages.".formatted(MAX_MESSAGES));
    }
    for (var message : messages) {
      if (!message.isObject() || !message.path("role").isTextual()) {
        throw invalid("messages", "Every message must be an object with a role.");
      }
    }
  }

  /** With the persona's settings where the request has none, and always with usage in a stream. */
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
      var options =
          body.path("stream_options") instanceof ObjectNode given
              ? given
              : body.putObject("stream_options");
      options.put("include_usage", true);
    }
    return body;
  }

  /** The characters of the prompt, for an estimate of its tokens; without images. */
  long characters() {
    var characters = new LongAdder();
    for (var message : body.path("messages")) {
      OpenAiMessage.of(message).forEachText(text -> characters.add(text.length()));
      characters.increment();
    }
    characters.add(body.path("tools").isArray() ? body.path("tools").toString().length() : 0);
    return characters.sum();
  }

  private static Problem invalid(String field, String sentence) {
    return Problem.malformed("invalid_request", field, sentence);
  }
}
