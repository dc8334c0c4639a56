package io.sardonyx.answers.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer, as readers get it while it is written.
 *
 * @param part its number, from 1
 * @param whole true where {@code text} is everything up to and with this part
 */
public record AnswerPart(
    UUID messageId,
    int part,
    String text,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean whole) {
  public static final String EVENT = "answer.part";

  static AnswerPart of(UUID messageId, int part, String text) {
    return new AnswerPart(messageId, part, text, null);
  }

  /** Without an object mapper: parts are the most frequent messages. */
  public String json() {
    var json = new StringBuilder(text.length() + 96);
    json.append("{\"message_id\":\"").append(messageId).append("\",\"part\":").append(part);
    json.append(",\"text\":\"");
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
    if (whole != null) {
      json.append(",\"whole\":").append(whole);
    }
    return json.append('}').toString();
  }
}
