package io.sardonyx.models.clients;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Token counts as a provider gives them; null where it gives none, or none that can be. */
public record OpenAiUsage(@Nullable Integer promptTokens, @Nullable Integer completionTokens) {
  public static final OpenAiUsage UNKNOWN = new OpenAiUsage(null, null);

  public OpenAiUsage {
    promptTokens = promptTokens == null || promptTokens < 0 ? null : promptTokens;
    completionTokens = completionTokens == null || completionTokens < 0 ? null : completionTokens;
  }

  /**
   * @param parser at the beginning of the object; afterwards at its end
   */
  public static OpenAiUsage read(JsonParser parser) throws IOException {
    Integer prompt = null;
    Integer completion = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() != JsonParser.NumberType.INT) {
        parser.skipChildren();
      } else if (field.equals("prompt_tokens")) {
        prompt = parser.getIntValue();
      } else if (field.equals("completion_tokens")) {
        completion = parser.getIntValue();
      }
    }
    return new OpenAiUsage(prompt, completion);
  }
}
