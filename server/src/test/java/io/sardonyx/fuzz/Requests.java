package io.sardonyx.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sardonyx.fuzz.Caller.Chat;
import io.sardonyx.fuzz.Request.Line;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.testing.DeclaredPermissions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that the API's document allows: values by their schemas, and where a name means
 * something that is there, what is there.
 */
final class Requests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PARAMETER = Pattern.compile("([^/{]*)/\\{([^}]+)}");
  private static final Pattern PAST =
      Pattern.compile(
          "POST /auth/v1/(token|recover|otp|resend|verify|admin/generate_link)|.*/login-sessions");

  /** Fields that are ids of something. */
  private static final Map<String, String> KINDS =
      Map.of(
          "persona_id", "personas",
          "project_id", "projects",
          "model_provider_id", "model-providers",
          "application_id", "applications",
          "user_id", "app-users",
          "customer_user_id", "customer-users");

  private final Random random;
  private final Values values;
  private final Cast cast;
  private final String modelAddress;

  Requests(Random random, Values values, Cast cast, String modelAddress) {
    this.random = random;
    this.values = values;
    this.cast = cast;
    this.modelAddress = modelAddress;
  }

  Request valid(Operation operation) {
    var caller = caller(operation);
    var chat = caller.chats().isEmpty() ? null : values.pick(caller.chats());
    var request = new Request(operation, caller, path(operation, caller, chat));
    caller.http().headers().forEach(request::set);
    request.set("X-Forwarded-For", "10.%d.%d.%d".formatted(octet(), octet(), octet()));
    if (operation.path().equals("/metrics")) { // which is for this machine only
      request.remove("X-Forwarded-For");
    }
    for (var parameter : operation.parameters("query")) {
      value(request, parameter, chat)
          .ifPresent(value -> request.query.add(new Line(name(parameter), encoded(value))));
    }
    for (var parameter : operation.parameters("header")) {
      value(request, parameter, chat).ifPresent(value -> request.set(name(parameter), value));
    }
    var body = operation.body();
    if (body != null) {
      var made = values.of(body, "", name -> known(request, name, chat));
      request.body = made.toString().getBytes(StandardCharsets.UTF_8);
      request.set("Content-Type", "application/json");
    }
    return request;
  }

  /** Mostly who may do it; now and then anybody. */
  private Caller caller(Operation operation) {
    if (random.nextInt(10) == 0) {
      return values.pick(
          List.of(cast.nobody(), cast.stranger(), cast.backend(), cast.user(), cast.owner()));
    }
    var path = operation.path();
    if (path.matches("/auth/v1/(admin/.*|invite)")) {
      return cast.backend();
    }
    if (path.matches("/auth/v1/factors.*|.*/recovery-codes")) {
      return cast.holder().caller();
    }
    if (path.startsWith("/auth/v1/")) {
      return operation.isAnonymous() ? cast.stranger() : cast.user();
    }
    return switch (random.nextInt(10)) {
      case 0 -> cast.staff().getLast();
      case 1 -> values.pick(cast.users());
      case 2, 3, 4 -> values.pick(cast.staff());
      default -> cast.owner();
    };
  }

  private String path(Operation operation, Caller caller, @Nullable Chat chat) {
    return PARAMETER
        .matcher(operation.path())
        .replaceAll(found ->
            found.group(1) + "/" + id(operation, caller, chat, found.group(1), found.group(2)));
  }

  private String id(
      Operation operation, Caller caller, @Nullable Chat chat, String kind, String name) {
    boolean deleted = operation.path().endsWith("/restore");
    if (chat != null && !deleted) {
      if (kind.equals("sessions")) {
        return chat.session();
      }
      if (kind.equals("messages")) {
        return name.equals("answer") ? chat.answer() : chat.message();
      }
    }
    var ids = caller.ids(deleted ? "deleted" : kind.equals("members") ? "customer-users" : kind);
    return ids.isEmpty() ? UUID.randomUUID().toString() : values.pick(ids);
  }

  /** Empty for an optional parameter that is left out. */
  private Optional<String> value(Request request, JsonNode parameter, @Nullable Chat chat) {
    if (!parameter.path("required").asBoolean() && random.nextInt(3) == 0) {
      return Optional.empty();
    }
    var value =
        values.of(parameter.path("schema"), name(parameter), name -> known(request, name, chat));
    return value.isNull() ? Optional.empty() : Optional.of(value.asText());
  }

  private Optional<JsonNode> known(Request request, String name, @Nullable Chat chat) {
    var operation = request.operation.toString();
    var caller = request.caller;
    if (KINDS.containsKey(name)) {
      var ids = caller.ids(KINDS.get(name));
      if (ids.isEmpty() && name.equals("application_id")) {
        return Optional.empty(); // Where it is needed null is no id; the others may be left out.
      }
      return ids.isEmpty() ? some(null) : some(values.pick(ids));
    }
    return switch (name) {
      case "id" -> some(Ids.next().toString());
      case "parent_id" -> some(chat == null || random.nextBoolean() ? null : chat.message());
      case "email" ->
          some(PAST.matcher(operation).matches() ? caller.email() : values.word() + "@example.com");
      case "new_email" -> some(values.word() + "@example.com");
      case "password", "current_password", "new_password" -> some(values.pick(Cast.PASSWORDS));
      case "factor_type" -> some("totp");
      case "challenge_id" -> some(cast.holder().challengeId());
      case "code" -> some(cast.holder().code());
      case "second_factor_required" -> Optional.of(JSON.booleanNode(false)); // Else all are out.
      case "refresh_token" ->
          some((operation.contains("/auth/v1/") ? cast.user() : caller).refreshToken());
      case "token_hash", "token" -> some(cast.link());
      case "type" -> some(operation.endsWith("/resend") ? "signup" : "magiclink");
      case "redirect_to" -> some("https://example.com/there");
      case "redirect_urls[]" -> some("https://example.com");
      case "scopes[]" -> some(values.pick(DeclaredPermissions.all()).name());
      case "base_url" -> some(modelAddress);
      // Where it may be null, the document does not say what else it must be.
      case "kind" -> some("openai");
      case "key" -> some(values.word());
      case "roles[]" -> some(values.pick(List.of("owner", "viewer", "app_user")));
      case "context_window" -> Optional.of(JSON.numberNode(1_000));
      case "ban_duration" -> some(values.pick(List.of("none", "1h")));
      case "model" ->
          operation.contains("completions")
              ? some(caller.ids("models").stream().findFirst().orElse("m"))
              : Optional.empty();
      case "Idempotency-Key" -> some(values.word());
      case "Last-Event-ID" -> some(Integer.toString(random.nextInt(5)));
      case "cursor", "phone", "sardonyx_refresh", "X-CSRF-Token" -> some(null);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> some(@Nullable String text) {
    return Optional.of(text == null ? JSON.nullNode() : JSON.textNode(text));
  }

  private int octet() {
    return random.nextInt(1, 255);
  }

  static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
