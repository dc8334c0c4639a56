package io.sardonyx.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which answer a command is about.
 *
 * @param afterPart only for going on: the last part that was seen
 */
record AnswerParams(UUID sessionId, UUID messageId, @Nullable Integer afterPart) {
  static AnswerParams of(JsonNode params) throws JsonProcessingException {
    var given = Json.mapper().treeToValue(params, AnswerParams.class);
    if (given.sessionId() == null || given.messageId() == null) {
      throw Problem.invalid("invalid_params", "session_id and message_id must be given.");
    }
    return given;
  }
}
