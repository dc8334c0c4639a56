package io.sardonyx.assistants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.exception.HttpException;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Json;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request in OpenAI's words to a provider as it is, so that everything in it arrives:
 * tools, pictures, formats. Anthropic and Ollama understand these words too, at an address of their
 * own.
 */
@Singleton
public class ModelProxy {
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final Models models;
  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  ModelProxy(Models models, Settings settings) {
    this.models = models;
    this.timeout = settings.modelTimeout();
  }

  /**
   * What a provider says.
   *
   * @param body as it comes; to be closed
   */
  public record Answer(UUID providerId, String model, InputStream body) {}

  /**
   * Returns when the answer begins.
   *
   * @param providerId null for the default
   * @param request its model is set
   * @throws Problem if the role may not use it, if none is connected, or if it refuses
   */
  public Answer ask(Caller caller, @Nullable UUID providerId, ObjectNode request) {
    if (!(models.answering(caller, providerId) instanceof ProviderModel model)) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "no_model_connected",
          "No model is connected. An administrator can connect one under Settings → Models.");
    }
    var provider = model.provider();
    request.put("model", provider.model());
    try {
      var response = http.send(translated(model, request), BodyHandlers.ofInputStream());
      if (response.statusCode() / 100 != 2) {
        try (var body = response.body()) {
          throw new HttpException(
              response.statusCode(),
              new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8));
        }
      }
      return new Answer(
          provider.id(), provider.model(), new PatientStream(response.body(), timeout));
    } catch (IOException | HttpException failure) {
      throw refused(ModelFailures.of(failure, provider), failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Problem.Kind.UNAVAILABLE, "draining", "This server is going down.");
    }
  }

  private HttpRequest translated(ProviderModel model, ObjectNode request)
      throws JsonProcessingException {
    var provider = model.provider();
    var base = provider.baseUrl() + (provider.kind() == ProviderKind.OLLAMA ? "/v1" : "");
    var translated =
        HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(request)));
    var key = model.key();
    if (key != null) {
      translated.header("Authorization", "Bearer " + key);
    }
    return translated.build();
  }

  /** What the sender did wrong is theirs to hear; the rest is the provider's. */
  private static Problem refused(ModelFailure failure, Exception cause) {
    if (cause instanceof HttpException http) {
      if (http.statusCode() == 400 || http.statusCode() == 413 || http.statusCode() == 422) {
        return new Problem(Problem.Kind.MALFORMED, "model_refused", failure.sentence());
      }
      if (http.statusCode() == 429) {
        return Problem.rateLimited("model_rate_limited", failure.sentence(), Duration.ofSeconds(5));
      }
    }
    return new Problem(Problem.Kind.UPSTREAM_FAILED, "model_failed", failure.sentence());
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
