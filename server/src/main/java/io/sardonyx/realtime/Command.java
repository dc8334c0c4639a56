package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.json.JsonErrors;
import io.sardonyx.realtime.FrameAssembler.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants.
 *
 * @param id a string or a whole number, repeated in the reply
 */
record Command(JsonNode id, String method, JsonNode params) {
  private static final int MAX_ID = 64;
  private static final int MAX_METHOD = 64;

  /** As it comes; checked before it is believed. */
  private record Envelope(
      @Nullable JsonNode id, @Nullable String method, @Nullable JsonNode params) {}

  static Command parse(String message) throws Refused {
    Envelope envelope;
    try {
      envelope = Json.mapper().readValue(message, Envelope.class);
    } catch (JsonProcessingException e) {
      throw malformed(JsonErrors.describe(e).sentence());
    }
    if (envelope == null || envelope.id == null || !isId(envelope.id)) {
      throw malformed("id: a string of 1 to 64 characters or a whole number is needed.");
    }
    if (envelope.method == null || envelope.method.length() > MAX_METHOD) {
      throw malformed("method: a string of up to 64 characters is needed.");
    }
    var params =
        envelope.params == null || envelope.params.isNull()
            ? JsonNodeFactory.instance.objectNode()
            : envelope.params;
    if (!params.isObject()) {
      throw malformed("params: an object is needed.");
    }
    return new Command(envelope.id, envelope.method, params);
  }

  private static boolean isId(JsonNode id) {
    return (id.isTextual() && !id.textValue().isEmpty() && id.textValue().length() <= MAX_ID)
        || (id.isIntegralNumber() && id.canConvertToLong());
  }

  private static Refused malformed(String cause) {
    return new Refused(CloseCode.MALFORMED_FRAME, cause);
  }
}
