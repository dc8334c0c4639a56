package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.json.Json;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of an error, in any of the forms that providers have: {@code {"error":
 * {"message", "code", "param", "type"}}}, {@code {"error": "…"}}, {@code {"detail": …}}, {@code
 * {"object": "error", "message"}}, a list with one of these, or a plain text.
 *
 * @param message on one line; null where there is none
 * @param code for programs, such as {@code context_length_exceeded}; null where there is none
 */
public record ProviderError(@Nullable String message, @Nullable String code) {
  public static final String CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded";
  public static final String INSUFFICIENT_QUOTA = "insufficient_quota";

  private static final int MAX_MESSAGE = 200;
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_.-]{1,63}");
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "context[ _](length|window|size)|too long|too many tokens|maximum context|prompt is too long");
  private static final Pattern NO_CREDIT =
      Pattern.compile("insufficient[ _](quota|balance|credit)|credit balance is too low");

  public static ProviderError parse(String body) {
    var text = body.strip();
    var message = text;
    @Nullable String code = null;
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        var error = error(Json.mapper().readTree(text));
        message = message(error);
        code = code(error);
      } catch (JsonProcessingException notJson) {
        // A text after all.
      }
    } else if (text.startsWith("<")) {
      message = ""; // A page of a proxy.
    }
    return new ProviderError(oneLine(message), known(text, code));
  }

  private static JsonNode error(JsonNode body) {
    var one = body.isArray() && !body.isEmpty() ? body.get(0) : body;
    return one.path("error").isObject() ? one.get("error") : one;
  }

  private static String message(JsonNode error) {
    for (var field : new String[] {"message", "error", "detail", "msg", "title"}) {
      var value = error.path(field);
      if (value.isArray() && !value.isEmpty()) {
        value = value.get(0).isObject() ? value.get(0).path("msg") : value.get(0);
      }
      if (value.isObject()) {
        value = value.path("message");
      }
      if (value.isTextual() && !value.asText().isBlank()) {
        return value.asText();
      }
    }
    return error.isTextual() ? error.asText() : "";
  }

  private static @Nullable String code(JsonNode error) {
    for (var field : new String[] {"code", "type"}) {
      var value = error.path(field).asText("");
      if (CODE.matcher(value).matches() && !value.equals("error")) {
        return value;
      }
    }
    return null;
  }

  /** Agents act on these two, whatever the provider calls them. */
  private static @Nullable String known(String body, @Nullable String code) {
    var lower = body.toLowerCase(Locale.ROOT);
    if (NO_CREDIT.matcher(lower).find()) {
      return INSUFFICIENT_QUOTA;
    }
    return TOO_LONG.matcher(lower).find() ? CONTEXT_LENGTH_EXCEEDED : code;
  }

  private static @Nullable String oneLine(String text) {
    var line = text.replaceAll("[\\s\\p{Cntrl}\\p{Cs}]+", " ").strip();
    if (line.isEmpty()) {
      return null;
    }
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
  }
}
