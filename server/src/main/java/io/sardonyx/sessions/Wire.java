package io.sardonyx.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.web.Json;

/** Between records and the JSON that the database builds. */
final class Wire {
  private Wire() {}

  static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database and " + type + " do not agree", e);
    }
  }

  static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
