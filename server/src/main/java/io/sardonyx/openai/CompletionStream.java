package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.models.clients.EventConsumer;
import io.sardonyx.models.clients.EventStreamParser;
import io.sardonyx.models.clients.OpenAiChunk;
import io.sardonyx.models.clients.OpenAiUsage;
import io.sardonyx.platform.caller.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the events of a provider, one at a time, as the client takes them. When the client goes
 * away, the connection to the provider is closed; when the provider breaks off, the client gets an
 * error.
 */
final class CompletionStream {
  /** Not ours, which is strict: what a provider sends is forwarded as it is. */
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int MAX_TEXT = 4 << 20;

  private final Caller caller;
  private final CompletionRequest request;
  private final InputStream response;
  private final CompletionUsage.Metering metering;
  private final StringBuilder text = new StringBuilder();
  private OpenAiUsage usage = OpenAiUsage.UNKNOWN;
  private volatile boolean revoked;

  CompletionStream(
      Caller caller,
      CompletionRequest request,
      InputStream response,
      CompletionUsage.Metering metering) {
    this.caller = caller;
    this.request = request;
    this.response = response;
    this.metering = metering;
  }

  Caller caller() {
    return caller;
  }

  /** The caller has lost the permission: they get nothing more. */
  void revoke() {
    revoked = true;
  }

  void forward(OutputStream out, BooleanSupplier disconnected) throws IOException {
    var forwarding = new Forwarding(out, disconnected);
    try (response) {
      forwarding.run();
    } finally {
      metering.settle(usage, () -> TokenCounter.of(text.toString()));
    }
  }

  /** To one client. */
  private final class Forwarding implements EventConsumer {
    private final OutputStream out;
    private final BooleanSupplier disconnected;
    private boolean done;
    private boolean malformed;

    Forwarding(OutputStream out, BooleanSupplier disconnected) {
      this.out = out;
      this.disconnected = disconnected;
    }

    void run() throws IOException {
      var parser = new EventStreamParser(EventStreamParser.Form.EVENTS, this);
      var buffer = new byte[16 << 10];
      try {
        for (int length = read(buffer); length >= 0 && !isOver(); length = read(buffer)) {
          parser.add(buffer, length);
        }
        if (!isOver()) {
          parser.end();
        }
      } catch (IllegalStateException tooLong) {
        malformed = true;
      }
      if (!done && !isGone()) {
        write(JSON.writeValueAsString(disconnectedError()));
      }
    }

    /** A provider that breaks off ends its response, without the event that says so. */
    private int read(byte[] buffer) {
      try {
        return response.read(buffer);
      } catch (IOException broken) {
        return -1;
      }
    }

    private boolean isOver() {
      return done || malformed || isGone();
    }

    private boolean isGone() {
      return revoked || disconnected.getAsBoolean();
    }

    @Override
    public boolean consumeLine(byte[] bytes, int from, int to) throws IOException {
      consume(null, new String(bytes, from, to - from, StandardCharsets.UTF_8).strip());
      return true;
    }

    @Override
    public void consume(@Nullable String name, String data) throws IOException {
      if (isOver()) {
        return;
      }
      if (data.equals(OpenAiChunk.DONE)) {
        write(data);
        done = true;
      } else if (parse(data) instanceof ObjectNode chunk) {
        forward(chunk);
      } else {
        malformed = true;
      }
    }

    private void forward(ObjectNode chunk) throws IOException {
      var content = OpenAiChunk.of(chunk);
      if (text.length() < MAX_TEXT) {
        content.appendTo(text);
      }
      if (content.usage() != null) {
        usage = content.usage();
      }
      chunk.put("model", request.model());
      if (!request.usageWanted()) {
        chunk.remove("usage");
        if (content.choices().isEmpty() && content.error() == null) {
          return; // It had nothing but the usage.
        }
      }
      write(JSON.writeValueAsString(chunk));
    }

    private void write(String data) throws IOException {
      out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static JsonNode parse(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException malformed) {
      return MissingNode.getInstance();
    }
  }

  private static Map<String, Object> disconnectedError() {
    return Map.of(
        "error",
        Map.of(
            "message", "The connection to the model provider broke off.",
            "type", "server_error",
            "code", "model_failed"));
  }
}
