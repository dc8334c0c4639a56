package io.sardonyx.assistants;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.web.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an answer, as readers get it while it is written.
 *
 * @param part its number, from 1
 * @param whole true where {@code text} is everything up to and with this part, not what it adds
 */
public record Part(
    UUID messageId,
    int part,
    String text,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean whole) {
  static final String EVENT = "answer.part";

  static Part of(UUID messageId, int part, String text) {
    return new Part(messageId, part, text, null);
  }

  String json() {
    try {
      return Json.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
