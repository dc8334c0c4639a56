package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ModelResponse;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.Reasoning;
import io.sardonyx.platform.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Streams an answer by OpenAI's chat completions, with {@link OpenAiChunk}. */
final class OpenAiClient implements EventConsumer {
  private final ModelProvider provider;
  private final @Nullable String key;
  private final ModelHttpClient http;
  private final ModelOutput output;
  private OpenAiUsage usage = OpenAiUsage.UNKNOWN;
  private @Nullable String finishReason;
  private boolean isDone;

  OpenAiClient(
      ModelProvider provider, @Nullable String key, ModelHttpClient http, ModelOutput output) {
    this.provider = provider;
    this.key = key;
    this.http = http;
    this.output = output;
  }

  ModelResponse stream(Prompt prompt) throws IOException {
    http.stream(request(), Buffer.buffer(body(prompt)), this);
    return new ModelResponse(usage.completionTokens(), usage.promptTokens(), end(finishReason));
  }

  private RequestOptions request() {
    var options =
        ModelHttpClient.post(provider.baseUrl() + "/chat/completions")
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "text/event-stream");
    return key == null ? options : options.putHeader("Authorization", "Bearer " + key);
  }

  private static ModelResponse.End end(@Nullable String finishReason) {
    if (finishReason == null) {
      return ModelResponse.End.DISCONNECTED;
    }
    return finishReason.equals("length") || finishReason.equals("max_tokens")
        ? ModelResponse.End.LENGTH_LIMIT
        : ModelResponse.End.FINISHED;
  }

  private byte[] body(Prompt prompt) throws JsonProcessingException {
    var sampling = prompt.sampling();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("model", provider.model());
    var messages = body.putArray("messages");
    add(messages.addObject(), "system", prompt.instructions());
    for (var turn : prompt.turns()) {
      add(messages.addObject(), turn.kind(), Reasoning.strip(turn));
    }
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    if (sampling.temperature() != null) {
      body.put("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      body.put("top_p", sampling.topP());
    }
    if (sampling.maxTokens() != null) {
      body.put("max_tokens", sampling.maxTokens());
    }
    return Json.mapper().writeValueAsBytes(body);
  }

  private static void add(ObjectNode message, String role, String content) {
    message.put("role", role).put("content", content);
  }

  @Override
  public void consume(@Nullable String name, byte[] bytes, int from, int to) throws IOException {
    isDone = isDone || OpenAiChunk.isDone(bytes, from, to);
    if (!isDone) {
      consume(OpenAiChunk.of(bytes, from, to));
    }
  }

  @Override
  public void consumeComment() {
    output.addSignOfLife();
  }

  private void consume(OpenAiChunk chunk) {
    var error = chunk.error();
    if (error != null) {
      throw ModelErrors.reported(error);
    }
    if (!chunk.choices().isEmpty()) {
      var message = chunk.choices().getFirst();
      if (!message.reasoning().isEmpty()) {
        output.addReasoning(message.reasoning());
      }
      output.addText(message.text());
    }
    if (chunk.finishReason() != null) {
      finishReason = chunk.finishReason();
    }
    if (chunk.usage() != null) {
      usage = chunk.usage();
    }
  }
}
