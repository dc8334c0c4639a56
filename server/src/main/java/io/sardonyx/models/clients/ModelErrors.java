package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.outbound.Unreachable;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong with a provider into a sentence for the reader of the chat. */
public final class ModelErrors {
  private static final int MAX_QUOTE = 200;
  private static final int OVERLOADED = 529;

  private ModelErrors() {}

  public static ModelFailure of(Throwable failure, ModelProvider provider) {
    var host = ProviderAddress.host(provider.baseUrl());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ModelFailure known -> {
          return known;
        }
        case HttpException refused -> {
          return refused(refused, provider, host);
        }
        case HttpTimeoutException timeout -> {
          return transientFailure(
              "The model provider at " + host + " did not answer in time.", timeout);
        }
        case Unreachable away -> {
          return transientFailure("The model provider cannot be reached at " + host + ".", away);
        }
        case SSLException insecure -> {
          return permanentFailure(
              "The connection to the model provider at "
                  + host
                  + " is not secure: its certificate"
                  + " is not trusted, or it does not support TLS.",
              insecure);
        }
        case JsonProcessingException malformed -> {
          return malformed(provider, host, malformed);
        }
        case VertxException closed -> {
          return broken(host, closed);
        }
        case IOException broken -> {
          return broken(host, broken);
        }
        default -> {}
      }
    }
    return malformed(provider, host, failure);
  }

  private static ModelFailure broken(String host, Throwable cause) {
    return transientFailure(
        "The connection to the model provider at " + host + " broke off.", cause);
  }

  static ModelFailure timeout(ModelProvider provider) {
    return transientFailure(
        "The model provider at %s did not answer in time."
            .formatted(ProviderAddress.host(provider.baseUrl())),
        new IllegalStateException("timeout"));
  }

  /** An error within a response that had begun. */
  static ModelFailure reported(String error, ModelProvider provider) {
    var reason = oneLine(error);
    return permanentFailure(
        reason == null
            ? "The model provider at %s reported an error."
                .formatted(ProviderAddress.host(provider.baseUrl()))
            : "The model provider reported an error: " + reason,
        new IllegalStateException("error in the stream"));
  }

  static ModelFailure empty(ModelProvider provider) {
    var host = ProviderAddress.host(provider.baseUrl());
    return permanentFailure(
        "The model \"%s\" at %s returned nothing. Is the address that of a %s interface?"
            .formatted(provider.model(), host, title(provider.kind())),
        new IllegalStateException("empty answer"));
  }

  private static ModelFailure malformed(ModelProvider provider, String host, Throwable cause) {
    return permanentFailure(
        "The response of %s is not that of a model provider. Is the address that of a %s interface?"
            .formatted(host, title(provider.kind())),
        cause);
  }

  private static ModelFailure refused(HttpException refused, ModelProvider provider, String host) {
    var body = String.valueOf(refused.getMessage());
    var lower = body.toLowerCase(Locale.ROOT);
    int status = refused.statusCode();
    if (lower.contains("insufficient_quota") || lower.contains("credit balance is too low")) {
      return permanentFailure("The account at the model provider has no credit left.", refused);
    }
    return switch (status) {
      case 401, 403 ->
          permanentFailure(
              "The model provider refused the key. An administrator can enter another one under"
                  + " Settings → Models.",
              refused);
      case 404 ->
          permanentFailure(
              "The model \"%s\" does not exist at %s, or the address is not that of a %s interface."
                  .formatted(provider.model(), host, title(provider.kind())),
              refused);
      case 429 ->
          transientFailure(
              "The model provider allows no more requests at the moment. Try again in a moment.",
              refused);
      case 400, 413, 422 -> rejected(refused, body, lower);
      default -> byClass(refused, status, host);
    };
  }

  private static ModelFailure rejected(HttpException refused, String body, String lower) {
    if (lower.contains("context_length")
        || lower.contains("context length")
        || lower.contains("context window")
        || lower.contains("too long")
        || lower.contains("too many tokens")) {
      return permanentFailure(
          "This chat has become too long for the model. Start a new chat, or edit an earlier"
              + " message to go on from there.",
          refused);
    }
    var reason = reason(body);
    return permanentFailure(
        reason == null
            ? "The model provider did not accept the request."
            : "The model provider did not accept the request: " + reason,
        refused);
  }

  private static ModelFailure byClass(HttpException refused, int status, String host) {
    if (status >= 500 || status == 408) {
      return transientFailure(
          status == OVERLOADED
              ? "The model provider is overloaded at the moment. Try again in a moment."
              : "The model provider at %s has an internal error (%d). Try again in a moment."
                  .formatted(host, status),
          refused);
    }
    return permanentFailure(
        status >= 300 && status < 400
            ? "The address of the model provider redirects (%d). Enter its exact address."
                .formatted(status)
            : "The model provider at %s did not accept the request (%d).".formatted(host, status),
        refused);
  }

  /** The provider's own message, where it is in the usual place. */
  private static @Nullable String reason(String body) {
    try {
      var error = Json.mapper().readTree(body).path("error");
      var text = error.isTextual() ? error.asText() : error.path("message").asText("");
      return oneLine(text);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private static @Nullable String oneLine(String text) {
    var line = text.replaceAll("[\\s\\p{Cntrl}\\p{Cs}]+", " ").strip();
    if (line.isEmpty()) {
      return null;
    }
    return line.length() > MAX_QUOTE ? line.substring(0, MAX_QUOTE) + "…" : line;
  }

  private static String title(ProviderKind kind) {
    return switch (kind) {
      case OPENAI -> "OpenAI-compatible";
      case ANTHROPIC -> "Anthropic";
      case OLLAMA -> "Ollama";
    };
  }

  private static ModelFailure transientFailure(String sentence, Throwable cause) {
    return new ModelFailure(sentence, true, cause);
  }

  private static ModelFailure permanentFailure(String sentence, Throwable cause) {
    return new ModelFailure(sentence, false, cause);
  }
}
