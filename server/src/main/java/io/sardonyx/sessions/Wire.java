package io.sardonyx.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.web.Json;
import io.sardonyx.platform.web.Written;

/** Between records and the JSON that the database builds. */
final class Wire {
  private Wire() {}

  static <T> T read(String json, Class<T> type) {
    return Written.read(json, type);
  }

  static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
