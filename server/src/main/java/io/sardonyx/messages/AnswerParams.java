package io.sardonyx.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the realtime methods about an answer.
 *
 * @param afterPart to resume: the last part that was received
 */
record AnswerParams(UUID sessionId, UUID messageId, @Nullable Integer afterPart) {
  static AnswerParams of(JsonNode params) throws JsonProcessingException {
    var given = Json.mapper().treeToValue(params, AnswerParams.class);
    if (given.sessionId() == null || given.messageId() == null) {
      throw Problem.invalid("invalid_params", "session_id and message_id are required.");
    }
    return given;
  }
}
