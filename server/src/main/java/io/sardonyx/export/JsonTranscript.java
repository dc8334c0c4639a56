package io.sardonyx.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sardonyx.messages.ChatMessage;
import io.sardonyx.platform.json.Json;
import io.sardonyx.sessions.ChatSession;
import java.io.IOException;
import java.io.OutputStream;

/** A chat as the API shows it: {@code {"session": …, "messages": […]}}. */
final class JsonTranscript implements TranscriptWriter {
  private final JsonGenerator json;

  JsonTranscript(OutputStream out) throws IOException {
    json = Json.mapper().getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    // What breaks off must not look whole.
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
  }

  @Override
  public boolean wantsEveryBranch() {
    return true;
  }

  @Override
  public void beginMany() throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("chats");
  }

  @Override
  public void begin(ChatSession session) throws IOException {
    json.writeStartObject();
    json.writeFieldName("session");
    Json.mapper().writeValue(json, session);
    json.writeArrayFieldStart("messages");
  }

  @Override
  public void write(ChatMessage message) throws IOException {
    Json.mapper().writeValue(json, message);
  }

  @Override
  public void end() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void endMany() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
