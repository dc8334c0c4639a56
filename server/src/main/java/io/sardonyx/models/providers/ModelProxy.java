package io.sardonyx.models.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.clients.ModelErrors;
import io.sardonyx.models.clients.ProviderError;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.models.clients.RefusedFields;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a request of OpenAI's protocol to a provider as it is, so that everything in it arrives:
 * tools, images, formats. Anthropic and Ollama implement the protocol too, at addresses of their
 * own.
 */
@Singleton
public class ModelProxy {
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final String STREAM_OPTIONS = "stream_options";
  private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");
  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

  private final Models models;
  private final Settings settings;

  ModelProxy(Models models, Settings settings) {
    this.models = models;
    this.settings = settings;
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
   * @param streamed whether its response begins before it is complete
   * @param withOwnOptions whether its stream options are ours alone: if the provider refuses them,
   *     it is asked again without
   * @return the response; to be closed
   * @throws Refused if the provider does not take the request
   * @throws Problem if it takes it and does not respond
   */
  public InputStream send(
      Target target, ObjectNode request, boolean streamed, boolean withOwnOptions) throws Refused {
    var model = target.model;
    var provider = model.provider();
    request.put("model", provider.model());
    var refusedFields = RefusedFields.of(provider);
    if (withOwnOptions && refusedFields.contains(RefusedFields.Field.STREAM_OPTIONS)) {
      request.remove(STREAM_OPTIONS);
    }
    try {
      var body = Buffer.buffer(Json.mapper().writeValueAsBytes(request));
      var timeout =
          streamed ? settings.modelFirstTokenTimeout() : settings.modelCompletionTimeout();
      var silence = streamed ? settings.modelTimeout() : timeout;
      var response = model.http().send(options(model), body, timeout, silence);
      if (response.status() / 100 != 2) {
        try (response) {
          var error =
              new String(response.body().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
          int status = response.status();
          if (withOwnOptions
              && request.has(STREAM_OPTIONS)
              && (status == 400 || status == 422)
              && refusedFields.addRefused(error, RefusedFields.Field.STREAM_OPTIONS)) {
            return send(target, request, streamed, true);
          }
          throw new Refused(
              problem(
                  response.status(),
                  ProviderError.parse(error),
                  response.headers().get(HttpHeaders.RETRY_AFTER)));
        }
      }
      return response.body();
    } catch (InterruptedIOException stopped) {
      throw new Problem(Problem.Kind.UNAVAILABLE, "draining", "This server is shutting down.");
    } catch (IOException failure) {
      var known = ModelErrors.of(failure, provider);
      var problem = new Problem(Problem.Kind.UPSTREAM_FAILED, "model_failed", known.sentence());
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

  /**
   * Of an error in a response whose status is 200.
   *
   * @param body in any of the forms of {@link ProviderError}
   */
  public static Problem reported(byte[] body) {
    var text = new String(body, 0, Math.min(body.length, MAX_ERROR_BYTES), StandardCharsets.UTF_8);
    var error = ProviderError.parse(text);
    boolean isOfRequest = ProviderError.CONTEXT_LENGTH_EXCEEDED.equals(error.code());
    return problem(isOfRequest ? 400 : 502, error, null);
  }

  /**
   * Of the class that the provider's status has, because clients repeat what may succeed and
   * nothing else. What the provider says is quoted; its address is not.
   */
  private static Problem problem(int status, ProviderError error, @Nullable String retryAfter) {
    var code = error.code() == null ? "model_refused" : error.code();
    var reason = error.message() == null ? "" : " It says: " + error.message();
    return switch (status) {
      case 400, 413, 422 ->
          new Problem(
              Problem.Kind.MALFORMED,
              code,
              "The model provider did not accept the request." + reason);
      case 401, 403 ->
          new Problem(
              status == 401 ? Problem.Kind.UNAUTHENTICATED : Problem.Kind.FORBIDDEN,
              "model_key_refused",
              "The model provider refused the key of the organization." + reason);
      case 402 ->
          new Problem(
              Problem.Kind.PAYMENT_REQUIRED,
              ProviderError.INSUFFICIENT_QUOTA,
              "The account at the model provider has no credit left." + reason);
      case 404 ->
          new Problem(
              Problem.Kind.NOT_FOUND,
              "model_not_found",
              "The model provider does not have this model." + reason);
      case 429 ->
          Problem.rateLimited(
              ProviderError.INSUFFICIENT_QUOTA.equals(code) ? code : "model_rate_limited",
              "The model provider allows no more requests at the moment." + reason,
              retryAfter(retryAfter));
      default ->
          new Problem(
              Problem.Kind.UPSTREAM_FAILED,
              error.code() == null ? "model_failed" : code,
              "The model provider failed." + reason);
    };
  }

  /** In seconds; a date, which providers do not send, is not read. */
  private static Duration retryAfter(@Nullable String seconds) {
    return seconds != null && SECONDS.matcher(seconds).matches()
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : DEFAULT_RETRY_AFTER;
  }
}
