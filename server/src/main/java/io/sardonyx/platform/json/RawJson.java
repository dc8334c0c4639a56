package io.sardonyx.platform.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * JSON that the database wrote: passed on as it is, and parsed only by who wants to look inside.
 *
 * @param type what it is the JSON of
 */
public record RawJson<T>(@JsonValue @JsonRawValue String json, @JsonIgnore Class<T> type) {

  public T read() {
    return read(json, type);
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database and " + type + " do not agree", e);
    }
  }
}
