package io.sardonyx.models.clients;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ModelResponse;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Streams an answer by the protocols of Anthropic and Ollama, with LangChain4j. */
final class LangChainClient implements StreamingChatResponseHandler {
  /** Anthropic requires a maximum; all of its current models allow this one. */
  private static final int ANTHROPIC_MAX_TOKENS = 8_192;

  private final ModelOutput output;
  private @Nullable ChatResponse complete;
  private @Nullable Throwable failure;

  private LangChainClient(ModelOutput output) {
    this.output = output;
  }

  /**
   * @throws Exception what LangChain4j reports
   */
  static ModelResponse stream(
      ModelProvider provider,
      @Nullable String key,
      ModelHttpClient http,
      ModelOutput output,
      Prompt prompt)
      throws Exception {
    var client = new LangChainClient(output);
    model(provider, key, http, prompt.sampling()).chat(messages(prompt), client);
    return client.response();
  }

  private static StreamingChatModel model(
      ModelProvider provider, @Nullable String key, ModelHttpClient http, Sampling sampling) {
    return switch (provider.kind()) {
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(provider.baseUrl() + "/")
              .apiKey(key == null ? "none" : key)
              .modelName(provider.model())
              .temperature(sampling.temperature())
              .topP(sampling.topP())
              .maxTokens(Objects.requireNonNullElse(sampling.maxTokens(), ANTHROPIC_MAX_TOKENS))
              .returnThinking(true)
              .build();
      case OLLAMA -> {
        var builder =
            OllamaStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(provider.baseUrl())
                .modelName(provider.model())
                .temperature(sampling.temperature())
                .topP(sampling.topP())
                .numPredict(sampling.maxTokens())
                .returnThinking(true)
                .numCtx(provider.contextWindow());
        yield key == null
            ? builder.build()
            : builder.customHeaders(Map.of("Authorization", "Bearer " + key)).build();
      }
      case OPENAI -> throw new IllegalArgumentException("OpenAI's protocol has its own client.");
    };
  }

  private static List<ChatMessage> messages(Prompt prompt) {
    var messages = new ArrayList<ChatMessage>();
    messages.add(SystemMessage.from(prompt.instructions()));
    for (var turn : prompt.turns()) {
      var content = Reasoning.strip(turn);
      messages.add(
          turn.kind().equals("user") ? UserMessage.from(content) : AiMessage.from(content));
    }
    return messages;
  }

  @Override
  public void onPartialResponse(String text) {
    output.addText(text);
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    output.addReasoning(thinking.text());
  }

  /** The first of completion and failure counts. */
  @Override
  public void onCompleteResponse(ChatResponse response) {
    if (failure == null) {
      complete = response;
    }
  }

  @Override
  public void onError(Throwable error) {
    if (complete == null && failure == null) {
      failure = error;
    }
  }

  private ModelResponse response() throws Exception {
    if (failure != null) {
      throw failure instanceof Exception known ? known : new IllegalStateException(failure);
    }
    if (complete == null) {
      return new ModelResponse(ModelResponse.End.DISCONNECTED);
    }
    var usage = complete.tokenUsage();
    return new ModelResponse(
        usage == null ? null : usage.outputTokenCount(),
        usage == null ? null : usage.inputTokenCount(),
        end(complete.finishReason()));
  }

  private static ModelResponse.End end(@Nullable FinishReason reason) {
    if (reason == null) {
      return ModelResponse.End.DISCONNECTED;
    }
    return reason == FinishReason.LENGTH
        ? ModelResponse.End.LENGTH_LIMIT
        : ModelResponse.End.FINISHED;
  }
}
