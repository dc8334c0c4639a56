package io.sardonyx.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Converts between records and the JSON that the database builds. */
public final class JsonRows {
  private JsonRows() {}

  public static <T> T read(String json, Class<T> type) {
    return RawJson.read(json, type);
  }

  public static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
