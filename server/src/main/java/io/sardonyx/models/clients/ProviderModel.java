package io.sardonyx.models.clients;

import dev.langchain4j.exception.HttpException;
import io.sardonyx.models.ContextWindow;
import io.sardonyx.models.Model;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ModelReply;
import io.sardonyx.models.ModelResponse;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.models.Turn;
import io.sardonyx.platform.outbound.OutboundClient;
import io.sardonyx.usage.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The model of one version of one provider. */
public final class ProviderModel implements Model {
  private static final Duration TEST_TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_ATTEMPTS = 3;

  /** Characters of a short answer that are kept: a title, a summary. */
  private static final int MAX_REPLY = 100_000;

  private static final long FIRST_PAUSE_MILLIS = 500;

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

  public ModelProvider provider() {
    return provider;
  }

  public OutboundClient http() {
    return http;
  }

  public @Nullable String key() {
    return key;
  }

  /** Tokens of prompt and output together. */
  public int contextWindow() {
    return ContextWindow.of(provider);
  }

  /** The token usage of a prompt, estimated before the model is asked. */
  public TokenUsage expectedUsage(Prompt prompt) {
    return new TokenUsage(provider.id(), name(), TokenCounter.of(prompt), 0, true);
  }

  /** Retries transient failures as long as there is no output. */
  @Override
  public ModelResponse stream(Prompt prompt, ModelOutput output) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(prompt, output);
      } catch (ModelFailure failure) {
        var retry =
            failure.isTransient()
                && attempt < MAX_ATTEMPTS
                && !output.hasOutput()
                && !output.isClosed();
        if (!retry || !pause(attempt)) {
          throw failure;
        }
      }
    }
  }

  private ModelResponse attempt(Prompt prompt, ModelOutput output) {
    ModelResponse response;
    try {
      response = request(prompt, output);
    } catch (Exception failure) {
      if (output.isClosed()) {
        return new ModelResponse(ModelResponse.End.CANCELLED);
      }
      throw ModelErrors.of(failure, provider);
    }
    if (output.isClosed()) {
      return new ModelResponse(ModelResponse.End.CANCELLED);
    }
    if (!output.hasOutput()) {
      throw ModelErrors.empty(provider);
    }
    return response;
  }

  /** Again without what the provider refuses of it. */
  private ModelResponse request(Prompt prompt, ModelOutput output) throws Exception {
    var connection = new ModelHttpClient(http, timeout, output);
    if (provider.kind() != ProviderKind.OPENAI) {
      return LangChainClient.stream(provider, key, connection, output, prompt);
    }
    while (true) {
      try {
        return new OpenAiClient(provider, key, connection, output).stream(prompt);
      } catch (HttpException refused) {
        int status = refused.statusCode();
        if (status != 400 && status != 422
            || !RefusedFields.of(provider).addRefused(String.valueOf(refused.getMessage()))) {
          throw refused;
        }
      }
    }
  }

  /** Whether the model answers, and if not why, in a sentence. */
  public ModelTestResult test() {
    var question = new Turn(UUID.randomUUID(), "user", "Say OK.");
    var text = new StringBuilder();
    long start = System.nanoTime();
    try {
      var unused = ask(new Prompt("Answer with one word.", List.of(question)), TEST_TIMEOUT, text);
      var tenths = (System.nanoTime() - start) / 100_000_000;
      return text.toString().isBlank()
          ? failed(ModelErrors.empty(provider))
          : new ModelTestResult(
              true, "%s answered in %d.%d s.".formatted(name(), tenths / 10, tenths % 10));
    } catch (ModelFailure failure) {
      return failed(failure);
    }
  }

  /** Whoever may test it knows the address; who chats with it is not told. */
  private ModelTestResult failed(ModelFailure failure) {
    return new ModelTestResult(
        false, "%s (%s)".formatted(failure.sentence(), ProviderAddress.host(provider.baseUrl())));
  }

  /**
   * A short answer as a whole, without its reasoning.
   *
   * @param limit after which the text so far is returned
   */
  public ModelReply ask(Prompt prompt, Duration limit) {
    var output = new StringBuilder();
    var response = ask(prompt, limit, output);
    var text = output.toString();
    var tokens = response.completionTokens();
    var promptTokens = response.promptTokens();
    return new ModelReply(
        Reasoning.strip(text),
        new TokenUsage(
            provider.id(),
            name(),
            promptTokens == null ? TokenCounter.of(prompt) : promptTokens,
            tokens == null ? TokenCounter.of(text) : tokens,
            tokens == null || promptTokens == null));
  }

  private ModelResponse ask(Prompt prompt, Duration limit, StringBuilder text) {
    try (var output = new ModelOutput(piece -> append(piece, text))) {
      var timer =
          Thread.ofVirtual()
              .name("model-timeout-", 0)
              .start(() -> {
                try {
                  Thread.sleep(limit);
                  output.close();
                } catch (InterruptedException answered) {
                  // In time.
                }
              });
      try {
        var response = attempt(prompt, output);
        if (response.end() == ModelResponse.End.CANCELLED && text.isEmpty()) {
          throw ModelErrors.timeout();
        }
        return response;
      } finally {
        timer.interrupt();
      }
    }
  }

  private static void append(String piece, StringBuilder text) {
    text.append(piece, 0, Math.min(piece.length(), MAX_REPLY - text.length()));
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
}
