package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.models.clients.EventConsumer;
import io.sardonyx.models.clients.EventStreamParser;
import io.sardonyx.models.clients.OpenAiChunk;
import io.sardonyx.models.clients.OpenAiUsage;
import io.sardonyx.models.providers.ModelProxy;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.memory.MemoryReservation;
import io.sardonyx.platform.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the events of a provider, one at a time, as the client takes them. When the client goes
 * away, the connection to the provider is closed; when the provider breaks off, the client gets an
 * error.
 */
final class CompletionStream {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  /** The sample of the text, as text and as what its tokens are counted from. */
  private static final long MEMORY = 4 * TokenEstimate.SAMPLE;

  private final Caller caller;
  private final CompletionRequest request;
  private final ProviderCall call;
  private final CompletionUsage.Metering metering;
  private final MemoryReservation memory;
  private final TokenEstimate estimate = new TokenEstimate();
  private OpenAiUsage usage = OpenAiUsage.UNKNOWN;
  private volatile boolean revoked;

  CompletionStream(
      Caller caller,
      CompletionRequest request,
      ProviderCall call,
      CompletionUsage.Metering metering,
      MemoryReservation memory) {
    this.caller = caller;
    this.request = request;
    this.call = call;
    this.metering = metering;
    this.memory = memory;
  }

  Caller caller() {
    return caller;
  }

  /** The caller has lost the permission: they get nothing more. */
  void revoke() {
    revoked = true;
    call.close();
  }

  void forward(OutputStream out, BooleanSupplier disconnected) throws IOException {
    boolean refused = false;
    try (call;
        var client = new ClientStream(out, disconnected, call::close, ClientStream.KEEP_ALIVE)) {
      memory.reserve(MEMORY);
      client.writeComment(); // So that the head is sent, however long the model takes.
      try {
        new Forwarding(client).run(call.await());
      } catch (ModelProxy.Refused refusal) {
        refused = true;
        writeError(client, refusal.problem());
      } catch (Problem failure) {
        writeError(client, failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (refused) {
        metering.withdraw();
      } else {
        metering.settle(usage, estimate::tokens);
      }
    }
  }

  private void writeError(ClientStream client, Problem problem) throws IOException {
    if (!revoked && !client.isGone()) {
      client.write(out -> out.write(Json.mapper().writeValueAsBytes(OpenAiErrors.body(problem))));
    }
  }

  /** To one client. */
  private final class Forwarding implements EventConsumer {
    private final ClientStream client;
    private final byte[] model;
    private boolean done;
    private boolean malformed;
    private boolean hasError;
    private boolean isFinished;

    Forwarding(ClientStream client) throws JsonProcessingException {
      this.client = client;
      this.model = Json.mapper().writeValueAsBytes(request.model());
    }

    void run(InputStream response) throws IOException {
      var parser = new EventStreamParser(EventStreamParser.Form.EVENTS, this, memory);
      var buffer = new byte[16 << 10];
      try {
        for (int length = read(response, buffer);
            length >= 0 && !isOver();
            length = read(response, buffer)) {
          parser.add(buffer, length);
        }
        if (!isOver()) {
          parser.end();
        }
      } catch (IllegalStateException tooLong) {
        malformed = true;
      }
      end();
    }

    private void end() throws IOException {
      if (done || hasError || isGone()) {
        return;
      }
      if (isFinished && !malformed) {
        client.write(out -> out.write(DONE)); // Some providers leave it out.
      } else {
        writeError(client, Completions.disconnected());
      }
    }

    /** A provider that breaks off ends its response, without the event that says so. */
    private int read(InputStream response, byte[] buffer) {
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
      return revoked || client.isGone();
    }

    @Override
    public void consume(@Nullable String name, byte[] bytes, int from, int to) throws IOException {
      if (isOver() || isBlank(bytes, from, to)) {
        return;
      }
      if (OpenAiChunk.isDone(bytes, from, to)) {
        done = true;
        client.write(out -> out.write(DONE));
        return;
      }
      ForwardedJson json;
      OpenAiChunk chunk;
      try {
        json = ForwardedJson.read(bytes, from, to);
        chunk = OpenAiChunk.of(bytes, from, to);
      } catch (JsonProcessingException notJson) {
        malformed = true;
        return;
      }
      chunk.choices().forEach(choice -> choice.forEachText(estimate::add));
      usage = chunk.usage() == null ? usage : chunk.usage();
      hasError = hasError || json.hasError();
      isFinished = isFinished || chunk.finishReason() != null;
      if (request.usageWanted() || !json.isOnlyUsage()) {
        client.write(out -> json.write(out, model, request.usageWanted(), true));
      }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
      for (int at = from; at < to; at++) {
        if (bytes[at] > ' ' || bytes[at] < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
