package io.sardonyx.models.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.exception.HttpException;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.clients.ModelErrors;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a request of OpenAI's protocol to a provider as it is, so that everything in it arrives:
 * tools, images, formats. Anthropic and Ollama implement the protocol too, at addresses of their
 * own.
 */
@Singleton
public class ModelProxy {
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final Models models;
  private final Duration timeout;

  ModelProxy(Models models, Settings settings) {
    this.models = models;
    this.timeout = settings.modelTimeout();
  }

  /** The model that a request goes to. */
  public static final class Target {
    private final ProviderModel model;

    private Target(ProviderModel model) {
      this.model = model;
    }

    public UUID providerId() {
      return model.provider().id();
    }

    public String model() {
      return model.provider().model();
    }
  }

  /**
   * @param providerId null for the default
   * @throws Problem if the role may not use it, or if none is connected
   */
  public Target target(Caller caller, @Nullable UUID providerId) {
    if (!(models.find(caller, providerId) instanceof ProviderModel model)) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "no_model_connected",
          "No model is connected. An administrator can connect one under Settings → Models.");
    }
    return new Target(model);
  }

  /**
   * Returns when the response begins.
   *
   * @param request its model is set
   * @return the response; to be closed
   * @throws Refused if the provider does not take the request
   * @throws Problem if it takes it and does not respond
   */
  public InputStream send(Target target, ObjectNode request) throws Refused {
    var model = target.model;
    var provider = model.provider();
    request.put("model", provider.model());
    try {
      var body = Buffer.buffer(Json.mapper().writeValueAsBytes(request));
      var response = model.http().send(options(model), body, timeout);
      if (response.status() / 100 != 2) {
        try (response) {
          throw new HttpException(
              response.status(),
              new String(response.body().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8));
        }
      }
      return response.body();
    } catch (InterruptedIOException stopped) {
      throw new Problem(Problem.Kind.UNAVAILABLE, "draining", "This server is shutting down.");
    } catch (IOException | HttpException failure) {
      var known = ModelErrors.of(failure, provider);
      var problem = problem(known, failure);
      if (known.wasRefused()) {
        throw new Refused(problem);
      }
      throw problem;
    }
  }

  /** The provider did not take the request, which costs nothing. Stackless. */
  public static final class Refused extends Exception {
    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    /** For the sender. */
    public Problem problem() {
      return problem;
    }
  }

  private static RequestOptions options(ProviderModel model) {
    var provider = model.provider();
    var base = provider.baseUrl() + (provider.kind() == ProviderKind.OLLAMA ? "/v1" : "");
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(base + "/chat/completions")
            .putHeader("Content-Type", "application/json");
    var key = model.key();
    return key == null ? options : options.putHeader("Authorization", "Bearer " + key);
  }

  /** Errors of the request are the sender's; the others are the provider's. */
  private static Problem problem(ModelFailure failure, Exception cause) {
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
}
