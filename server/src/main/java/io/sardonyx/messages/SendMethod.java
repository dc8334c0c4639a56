package io.sardonyx.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.chat.ChatRateClasses;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.realtime.Pushes;
import io.sardonyx.realtime.RealtimeMethod;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The realtime method that sends a message, with the rules of the HTTP route. */
@Singleton
public class SendMethod implements RealtimeMethod {
  private final Messages messages;
  private final Validator validator;
  private final RateLimiter limiter;

  SendMethod(Messages messages, Validator validator, RateLimiter limiter) {
    this.messages = messages;
    this.validator = validator;
    this.limiter = limiter;
  }

  private record Params(
      UUID sessionId,
      UUID clientMessageId,
      String content,
      @Nullable UUID parentId,
      @Nullable Boolean answer,
      @Nullable String timeZone) {}

  @Override
  public String name() {
    return "messages.send";
  }

  @Override
  public Object handle(Caller caller, JsonNode params, Pushes pushes)
      throws JsonProcessingException {
    var given = Json.mapper().treeToValue(params, Params.class);
    var message =
        new SendMessage(
            given.clientMessageId(),
            given.content(),
            given.parentId(),
            given.answer(),
            given.timeZone());
    var violations = validator.validate(message);
    if (given.sessionId() == null || !violations.isEmpty()) {
      throw Problem.invalid(
          "invalid_params",
          given.sessionId() == null
              ? "session_id is required."
              : violations.stream()
                  .map(SendMethod::describe)
                  .sorted()
                  .collect(Collectors.joining("; ", "", ".")));
    }
    if (message.wantsAnswer()) {
      limiter.count(ChatRateClasses.ANSWER, caller);
    }
    return messages.send(caller, given.sessionId(), message);
  }

  private static String describe(ConstraintViolation<?> violation) {
    var field = violation.getPropertyPath().toString();
    return (field.equals("clientMessageId") ? "client_message_id" : field)
        + " "
        + violation.getMessage();
  }
}
