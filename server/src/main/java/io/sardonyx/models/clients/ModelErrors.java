package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.platform.outbound.Unreachable;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong with a provider into a sentence for the reader of the chat. */
public final class ModelErrors {
  private static final int PAYMENT_REQUIRED = 402;
  private static final int OVERLOADED = 529;

  private ModelErrors() {}

  public static ModelFailure of(Throwable failure, ModelProvider provider) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ModelFailure known -> {
          return known;
        }
        case HttpException refused -> {
          return refused(refused, provider);
        }
        case HttpTimeoutException timeout -> {
          return transientFailure("The model provider did not answer in time.", timeout);
        }
        case Unreachable away -> {
          return transientFailure("The model provider cannot be reached.", away);
        }
        case SSLException insecure -> {
          return permanentFailure(
              "The connection to the model provider is not secure: its certificate is not trusted,"
                  + " or it does not support TLS.",
              insecure);
        }
        case JsonProcessingException malformed -> {
          return malformed(provider, malformed);
        }
        case VertxException closed -> {
          return broken(closed);
        }
        case IOException broken -> {
          return broken(broken);
        }
        default -> {}
      }
    }
    return malformed(provider, failure);
  }

  private static ModelFailure broken(Throwable cause) {
    return transientFailure("The connection to the model provider broke off.", cause);
  }

  static ModelFailure timeout() {
    return transientFailure(
        "The model provider did not answer in time.", new IllegalStateException("timeout"));
  }

  /** An error within a response that had begun. */
  static ModelFailure reported(String error) {
    var reason = ProviderError.parse(error).message();
    return permanentFailure(
        reason == null
            ? "The model provider reported an error."
            : "The model provider reported an error: " + reason,
        new IllegalStateException("error in the stream"));
  }

  static ModelFailure empty(ModelProvider provider) {
    return permanentFailure(
        "The model \"%s\" returned nothing. Is the address that of %s interface?"
            .formatted(provider.model(), title(provider.kind())),
        new IllegalStateException("empty answer"));
  }

  private static ModelFailure malformed(ModelProvider provider, Throwable cause) {
    return permanentFailure(
        "The response is not that of a model provider. Is the address that of %s interface?"
            .formatted(title(provider.kind())),
        cause);
  }

  private static ModelFailure refused(HttpException refused, ModelProvider provider) {
    var error = ProviderError.parse(String.valueOf(refused.getMessage()));
    int status = refused.statusCode();
    if (ProviderError.INSUFFICIENT_QUOTA.equals(error.code()) || status == PAYMENT_REQUIRED) {
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
              "The model \"%s\" does not exist there, or the address is not that of %s interface."
                  .formatted(provider.model(), title(provider.kind())),
              refused);
      case 429 ->
          transientFailure(
              "The model provider allows no more requests at the moment. Try again in a moment.",
              refused);
      case 400, 413, 422 -> rejected(refused, error);
      default -> byClass(refused, status, error.message());
    };
  }

  private static ModelFailure rejected(HttpException refused, ProviderError error) {
    if (ProviderError.CONTEXT_LENGTH_EXCEEDED.equals(error.code())) {
      return permanentFailure(
          "This chat has become too long for the model. Start a new chat, or edit an earlier"
              + " message to go on from there.",
          refused);
    }
    var reason = error.message();
    return permanentFailure(
        reason == null
            ? "The model provider did not accept the request."
            : "The model provider did not accept the request: " + reason,
        refused);
  }

  private static ModelFailure byClass(HttpException refused, int status, @Nullable String reason) {
    if (status >= 500 || status == 408) {
      return transientFailure(
          status == OVERLOADED
              ? "The model provider is overloaded at the moment. Try again in a moment."
              : "The model provider has an internal error (%d)%s Try again in a moment."
                  .formatted(status, reason == null ? "." : ": " + reason + "."),
          refused);
    }
    return permanentFailure(
        status >= 300 && status < 400
            ? "The address of the model provider redirects (%d). Enter its exact address."
                .formatted(status)
            : "The model provider did not accept the request (%d)%s"
                .formatted(status, reason == null ? "." : ": " + reason),
        refused);
  }

  private static String title(ProviderKind kind) {
    return switch (kind) {
      case OPENAI -> "an OpenAI-compatible";
      case ANTHROPIC -> "an Anthropic";
      case OLLAMA -> "an Ollama";
    };
  }

  private static ModelFailure transientFailure(String sentence, Throwable cause) {
    return new ModelFailure(sentence, true, cause);
  }

  private static ModelFailure permanentFailure(String sentence, Throwable cause) {
    return new ModelFailure(sentence, false, cause);
  }
}
