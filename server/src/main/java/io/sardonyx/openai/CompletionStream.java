package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.platform.caller.Caller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes the events of a provider on, one at a time, as its reader takes them. When the reader goes
 * away the provider is hung up on; when the provider does, the reader is told.
 */
final class CompletionStream {
  /** Not ours, which is strict: what a provider says is passed on as it is. */
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";
  private static final int MAX_TEXT = 4 << 20;
  private static final int MAX_LINE = 1 << 20;

  private final Caller caller;
  private final CompletionRequest request;
  private final InputStream answer;
  private final CompletionUsage.Tab tab;
  private final StringBuilder text = new StringBuilder();
  private JsonNode told = MissingNode.getInstance();
  private volatile boolean refused;

  CompletionStream(
      Caller caller, CompletionRequest request, InputStream answer, CompletionUsage.Tab tab) {
    this.caller = caller;
    this.request = request;
    this.answer = answer;
    this.tab = tab;
  }

  Caller caller() {
    return caller;
  }

  /** Its reader was signed out: they get nothing more. */
  void refuse() {
    refused = true;
  }

  void passOn(OutputStream out, BooleanSupplier left) throws IOException {
    BooleanSupplier gone = () -> refused || left.getAsBoolean();
    try (var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
      if (!passOn(lines, out, gone) && !gone.getAsBoolean()) {
        write(out, JSON.writeValueAsString(brokenOff()));
      }
    } finally {
      tab.settle(told, () -> TokenCounter.of(text.toString()));
    }
  }

  /** Whether the provider said that it is done. */
  private boolean passOn(BufferedReader lines, OutputStream out, BooleanSupplier gone)
      throws IOException {
    for (var line = next(lines); line != null && !gone.getAsBoolean(); line = next(lines)) {
      if (!line.startsWith(DATA)) {
        continue;
      }
      var data = line.substring(DATA.length()).strip();
      if (data.equals(DONE)) {
        write(out, DONE);
        return true;
      }
      if (!(read(data) instanceof ObjectNode chunk)) {
        return false;
      }
      if (isToBeTold(chunk)) {
        write(out, JSON.writeValueAsString(chunk));
      }
    }
    return false;
  }

  /** A provider that breaks off, or never ends a line, is as one that ends without a word. */
  private static @Nullable String next(BufferedReader lines) {
    var line = new StringBuilder();
    try {
      int read = lines.read();
      while (read >= 0 && read != '\n' && line.length() < MAX_LINE) {
        if (read != '\r') {
          line.append((char) read);
        }
        read = lines.read();
      }
      return read == '\n' || read < 0 && !line.isEmpty() ? line.toString() : null;
    } catch (IOException broken) {
      return null;
    }
  }

  private boolean isToBeTold(ObjectNode chunk) {
    chunk.put("model", request.model());
    for (var choice : chunk.path("choices")) {
      if (text.length() < MAX_TEXT) {
        CompletionText.append(text, choice.path("delta"));
      }
    }
    if (chunk.path("usage").isObject()) {
      told = chunk.path("usage");
    }
    if (!request.usageWanted()) {
      chunk.remove("usage");
      return !chunk.path("choices").isEmpty() || chunk.has("error");
    }
    return true;
  }

  private static JsonNode read(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Map<String, Object> brokenOff() {
    return Map.of(
        "error",
        Map.of(
            "message", "The connection to the model provider broke off in the middle.",
            "type", "server_error",
            "code", "model_failed"));
  }

  private static void write(OutputStream out, String data) throws IOException {
    out.write((DATA + " " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
