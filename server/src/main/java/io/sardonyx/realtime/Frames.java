package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says, as whole WebSocket frames (RFC 6455, 5.2): header, then JSON text. */
final class Frames {
  private static final ObjectMapper JSON = Json.mapper();
  private static final byte FINAL_TEXT = (byte) 0x81;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;
  private static final int MAX_TWO_BYTES = 0xFFFF;
  private static final int MAX_HEADER = 10;

  private Frames() {}

  static byte[] event(Event event) {
    return push(event.topic(), event.seq(), event.type(), event.at(), event.data());
  }

  /** A push about a topic that has no number. */
  static byte[] about(Topic topic, String type, Instant at, String data) {
    return push(topic, 0, type, at, data);
  }

  /** A push about the connection as a whole. */
  static byte[] connection(String type, Instant at, String data) {
    return text("{\"type\":\"" + type + "\",\"at\":\"" + at + "\",\"data\":" + data + "}");
  }

  static byte[] result(JsonNode id, @Nullable Object result) throws JsonProcessingException {
    var value = result == null ? Map.of() : result;
    return text(
        "{\"id\":"
            + JSON.writeValueAsString(id)
            + ",\"result\":"
            + JSON.writeValueAsString(value)
            + "}");
  }

  static byte[] error(JsonNode id, Problem problem) {
    var error = new LinkedHashMap<String, Object>();
    error.put("code", problem.code());
    error.put("message", problem.detail());
    error.put("retryable", problem.kind().retryable());
    problem.retryAfter().ifPresent(wait -> error.put("retry_after", wait.toMillis() / 1000.0));
    try {
      return text(
          "{\"id\":"
              + JSON.writeValueAsString(id)
              + ",\"error\":"
              + JSON.writeValueAsString(error)
              + "}");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text frame is sent as it is made here, however many receive it. */
  static byte[] text(String json) {
    var payload = json.getBytes(StandardCharsets.UTF_8);
    int size = payload.length;
    int header = size < TWO_BYTE_LENGTH ? 2 : size <= MAX_TWO_BYTES ? 4 : MAX_HEADER;
    var frame = ByteBuffer.allocate(header + size).put(FINAL_TEXT);
    switch (header) {
      case 2 -> frame.put((byte) size);
      case 4 -> frame.put((byte) TWO_BYTE_LENGTH).putShort((short) size);
      default -> frame.put((byte) EIGHT_BYTE_LENGTH).putLong(size);
    }
    return frame.put(payload).array();
  }

  /** Topics and types are ours and need no escaping; data is JSON already. */
  private static byte[] push(Topic topic, long seq, String type, Instant at, String data) {
    var json = new StringBuilder(data.length() + 160);
    json.append("{\"topic\":\"").append(topic).append('"');
    if (seq > 0) {
      json.append(",\"seq\":").append(seq);
    }
    json.append(",\"type\":\"").append(type).append("\",\"at\":\"").append(at);
    json.append("\",\"data\":").append(data).append('}');
    return text(json.toString());
  }
}
