package io.sardonyx.platform.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * JSON that the database built: sent as it is, and parsed only where its content is needed.
 *
 * @param type the type that it parses to
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
