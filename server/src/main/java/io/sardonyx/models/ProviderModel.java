package io.sardonyx.models;

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
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.sardonyx.messages.Turn;
import io.sardonyx.platform.outbound.OutboundClient;
import io.sardonyx.usage.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The model of one version of one provider. */
public final class ProviderModel implements Model {
  private static final Duration TEST_LIMIT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 3;
  private static final long FIRST_PAUSE_MILLIS = 500;

  /** Anthropic wants to be told; what its current models all allow. */
  private static final int ANTHROPIC_MAX_TOKENS = 8_192;

  private final ModelProvider provider;
  private final @Nullable String key;
  private final OutboundClient http;
  private final Duration timeout;

  /**
   * @param timeout until a response begins
   */
  public ProviderModel(
      ModelProvider provider, @Nullable String key, OutboundClient http, Duration timeout) {
    this.provider = provider;
    this.key = key;
    this.timeout = timeout;
    this.http = http;
  }

  @Override
  public String name() {
    return provider.model();
  }

  ModelProvider provider() {
    return provider;
  }

  OutboundClient http() {
    return http;
  }

  @Nullable String key() {
    return key;
  }

  /** TokenCounter that it reads and writes at once. */
  public int contextWindow() {
    return ContextWindow.of(provider);
  }

  /** What asking costs, about, before it is asked. */
  public TokenUsage expected(Prompt prompt) {
    return new TokenUsage(provider.id(), name(), TokenCounter.of(prompt), 0, true);
  }

  /** Tries again what may pass, as long as nothing has been heard. */
  @Override
  public ModelResponse speak(Prompt prompt, ModelOutput listener) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(prompt, listener);
      } catch (ModelFailure failure) {
        var again =
            failure.isPassing()
                && attempt < ATTEMPTS
                && !listener.heardSomething()
                && !listener.isClosed();
        if (!again || !pause(attempt)) {
          throw failure;
        }
      }
    }
  }

  private ModelResponse attempt(Prompt prompt, ModelOutput listener) {
    var response = new Response(listener);
    try {
      connect(connection(listener), prompt.sampling()).chat(messages(prompt), response);
    } catch (RuntimeException failure) {
      response.onError(failure);
    }
    return response.spoken();
  }

  /** Whether its model answers, and if not why, in a sentence. */
  ModelTestResult test() {
    var question = new Turn(UUID.randomUUID(), "user", "Say OK.");
    var text = new StringBuilder();
    long start = System.nanoTime();
    try {
      var unused = ask(new Prompt("Answer with one word.", List.of(question)), TEST_LIMIT, text);
      var tenths = (System.nanoTime() - start) / 100_000_000;
      return text.toString().isBlank()
          ? new ModelTestResult(false, ModelErrors.silent(provider).sentence())
          : new ModelTestResult(
              true, "%s answered in %d.%d s.".formatted(name(), tenths / 10, tenths % 10));
    } catch (ModelFailure failure) {
      return new ModelTestResult(false, failure.sentence());
    }
  }

  /**
   * The whole of a short answer, without what was thought before it.
   *
   * @param limit after which what was said so far is returned
   */
  public ModelReply ask(Prompt prompt, Duration limit) {
    var text = new StringBuilder();
    var spoken = ask(prompt, limit, text);
    var said = text.toString();
    var tokens = spoken.tokens();
    var promptTokens = spoken.promptTokens();
    return new ModelReply(
        Reasoning.without(said),
        new TokenUsage(
            provider.id(),
            name(),
            promptTokens == null ? TokenCounter.of(prompt) : promptTokens,
            tokens == null ? TokenCounter.of(said) : tokens,
            tokens == null || promptTokens == null));
  }

  private ModelResponse ask(Prompt prompt, Duration limit, StringBuilder text) {
    try (var listener = new ModelOutput(text::append)) {
      var watch =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Thread.sleep(limit);
                  listener.close();
                } catch (InterruptedException answered) {
                  // In time.
                }
              });
      try {
        var spoken = attempt(prompt, listener);
        if (spoken.end() == ModelResponse.End.CLOSED && text.isEmpty()) {
          throw new ModelFailure(
              "The model provider at %s did not answer in time."
                  .formatted(ProviderAddress.host(provider.baseUrl())),
              true,
              new IllegalStateException("late"));
        }
        return spoken;
      } finally {
        watch.interrupt();
      }
    }
  }

  private ModelHttpClient connection(ModelOutput listener) {
    return new ModelHttpClient(
        http,
        timeout,
        listener,
        provider.kind() == ProviderKind.OPENAI
            ? (bytes, from, to) -> heard(OpenAiChunk.of(bytes, from, to), listener)
            : EventStreamParser.Shortcut.NONE);
  }

  private static boolean heard(@Nullable OpenAiChunk chunk, ModelOutput listener) {
    if (chunk != null) {
      if (!chunk.thought().isEmpty()) {
        listener.think(chunk.thought());
      }
      listener.hear(chunk.text());
    }
    return chunk != null;
  }

  private StreamingChatModel connect(ModelHttpClient connection, Sampling sampling) {
    return switch (provider.kind()) {
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(connection)
              .baseUrl(provider.baseUrl())
              .apiKey(key)
              .modelName(provider.model())
              .temperature(sampling.temperature())
              .topP(sampling.topP())
              .maxTokens(sampling.maxTokens())
              .returnThinking(true)
              .build();
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(connection)
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
                .httpClientBuilder(connection)
                .baseUrl(provider.baseUrl())
                .modelName(provider.model())
                .temperature(sampling.temperature())
                .topP(sampling.topP())
                .numPredict(sampling.maxTokens())
                .returnThinking(true)
                .numCtx(provider.contextWindow());
        yield key == null
            ? builder.build()
            : builder.customHeaders(java.util.Map.of("Authorization", "Bearer " + key)).build();
      }
    };
  }

  /** Begins with what a user said: some providers refuse anything else. */
  private static List<ChatMessage> messages(Prompt prompt) {
    var messages = new ArrayList<ChatMessage>();
    messages.add(SystemMessage.from(prompt.instructions()));
    for (var said : prompt.history()) {
      var content = Reasoning.without(said);
      if (said.kind().equals("user")) {
        messages.add(UserMessage.from(content));
      } else if (said.kind().equals("assistant") && messages.size() > 1 && !content.isBlank()) {
        messages.add(AiMessage.from(content));
      }
    }
    return messages;
  }

  private static boolean pause(int attempt) {
    long millis = FIRST_PAUSE_MILLIS << 2 * (attempt - 1);
    try {
      Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What came back; the first word about how it ended counts. */
  private final class Response implements StreamingChatResponseHandler {
    private final ModelOutput listener;
    private @Nullable ChatResponse complete;
    private @Nullable Throwable failure;

    Response(ModelOutput listener) {
      this.listener = listener;
    }

    @Override
    public void onPartialResponse(String text) {
      listener.hear(text);
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
      listener.think(thinking.text());
    }

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

    ModelResponse spoken() {
      if (listener.isClosed()) {
        return new ModelResponse(null, null, ModelResponse.End.CLOSED);
      }
      if (failure != null) {
        throw ModelErrors.of(failure, provider);
      }
      if (complete == null) {
        return new ModelResponse(null, null, ModelResponse.End.BROKEN_OFF);
      }
      if (!listener.heardSomething()) {
        throw ModelErrors.silent(provider);
      }
      var usage = complete.tokenUsage();
      return new ModelResponse(
          usage == null ? null : usage.outputTokenCount(),
          usage == null ? null : usage.inputTokenCount(),
          end(complete.finishReason()));
    }

    private static ModelResponse.End end(@Nullable FinishReason reason) {
      if (reason == null) {
        return ModelResponse.End.BROKEN_OFF;
      }
      return reason == FinishReason.LENGTH
          ? ModelResponse.End.AT_ITS_LIMIT
          : ModelResponse.End.FINISHED;
    }
  }
}
