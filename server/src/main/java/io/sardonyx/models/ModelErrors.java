package io.sardonyx.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.outbound.Unreachable;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what went wrong with a provider, for whoever reads the chat. */
final class ModelErrors {
  private static final int MAX_QUOTE = 200;
  private static final int OVERLOADED = 529;

  private ModelErrors() {}

  static ModelFailure of(Throwable failure, ModelProvider provider) {
    var host = ProviderAddress.host(provider.baseUrl());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case HttpException refused -> {
          return refused(refused, provider, host);
        }
        case HttpTimeoutException late -> {
          return passing("The model provider at " + host + " did not answer in time.", late);
        }
        case Unreachable away -> {
          return passing("The model provider cannot be reached at " + host + ".", away);
        }
        case SSLException insecure -> {
          return lasting(
              "The connection to the model provider at "
                  + host
                  + " is not secure: its certificate"
                  + " is not trusted, or it does not speak TLS.",
              insecure);
        }
        case JsonProcessingException garbled -> {
          return garbled(provider, host, garbled);
        }
        case java.io.IOException broken -> {
          return passing("The connection to the model provider at " + host + " broke off.", broken);
        }
        default -> {}
      }
    }
    return garbled(provider, host, failure);
  }

  static ModelFailure silent(ModelProvider provider) {
    var host = ProviderAddress.host(provider.baseUrl());
    return lasting(
        "The model \"%s\" at %s said nothing. Is the address that of a %s interface?"
            .formatted(provider.model(), host, title(provider.kind())),
        new IllegalStateException("empty answer"));
  }

  private static ModelFailure garbled(ModelProvider provider, String host, Throwable cause) {
    return lasting(
        "What came from %s is not what a model provider says. Is the address that of a %s interface?"
            .formatted(host, title(provider.kind())),
        cause);
  }

  private static ModelFailure refused(HttpException refused, ModelProvider provider, String host) {
    var body = String.valueOf(refused.getMessage());
    var lower = body.toLowerCase(Locale.ROOT);
    int status = refused.statusCode();
    if (lower.contains("insufficient_quota") || lower.contains("credit balance is too low")) {
      return lasting("The account at the model provider has no credit left.", refused);
    }
    return switch (status) {
      case 401, 403 ->
          lasting(
              "The model provider refused the key. An administrator can give another one under"
                  + " Settings → Models.",
              refused);
      case 404 ->
          lasting(
              "The model \"%s\" does not exist at %s, or the address is not that of a %s interface."
                  .formatted(provider.model(), host, title(provider.kind())),
              refused);
      case 429 ->
          passing(
              "The model provider allows no more requests at the moment. Try again in a little"
                  + " while.",
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
      return lasting(
          "This chat has become too long for the model. Start a new chat, or edit an earlier"
              + " message to go on from there.",
          refused);
    }
    var reason = reason(body);
    return lasting(
        reason == null
            ? "The model provider did not accept the request."
            : "The model provider did not accept the request: " + reason,
        refused);
  }

  private static ModelFailure byClass(HttpException refused, int status, String host) {
    if (status >= 500 || status == 408) {
      return passing(
          status == OVERLOADED
              ? "The model provider is overloaded at the moment. Try again in a little while."
              : "The model provider at %s has a problem of its own (%d). Try again in a little while."
                  .formatted(host, status),
          refused);
    }
    return lasting(
        status >= 300 && status < 400
            ? "The address of the model provider leads elsewhere (%d). Give its exact address."
                .formatted(status)
            : "The model provider at %s did not accept the request (%d).".formatted(host, status),
        refused);
  }

  /** What the provider itself says, where it says it in the usual place. */
  private static @Nullable String reason(String body) {
    try {
      var error = Json.mapper().readTree(body).path("error");
      var text = error.isTextual() ? error.asText() : error.path("message").asText("");
      var oneLine = text.replaceAll("[\\s\\p{Cntrl}\\p{Cs}]+", " ").strip();
      if (oneLine.isEmpty()) {
        return null;
      }
      return oneLine.length() > MAX_QUOTE ? oneLine.substring(0, MAX_QUOTE) + "…" : oneLine;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private static String title(ProviderKind kind) {
    return switch (kind) {
      case OPENAI -> "OpenAI-compatible";
      case ANTHROPIC -> "Anthropic";
      case OLLAMA -> "Ollama";
    };
  }

  private static ModelFailure passing(String sentence, Throwable cause) {
    return new ModelFailure(sentence, true, cause);
  }

  private static ModelFailure lasting(String sentence, Throwable cause) {
    return new ModelFailure(sentence, false, cause);
  }
}
