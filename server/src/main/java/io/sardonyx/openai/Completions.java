package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.models.clients.OpenAiChunk;
import io.sardonyx.models.clients.OpenAiUsage;
import io.sardonyx.models.providers.ModelProxy;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Revocations;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Completions by OpenAI's protocol. Nothing of them is stored but their token usage, which is
 * recorded once, however they end.
 */
@Singleton
public class Completions {
  private static final int MAX_RESPONSE = 16 << 20;

  private final ModelCatalog models;
  private final ModelProxy proxy;
  private final CompletionUsage usage;
  private final int maxConcurrent;
  private final Revocations revocations;
  private final Map<UUID, Integer> running = new ConcurrentHashMap<>();
  private final Set<CompletionStream> streams = ConcurrentHashMap.newKeySet();

  Completions(
      ModelCatalog models,
      ModelProxy proxy,
      CompletionUsage usage,
      Settings settings,
      Revocations revocations) {
    this.models = models;
    this.proxy = proxy;
    this.usage = usage;
    this.maxConcurrent = settings.answersPerUser();
    this.revocations = revocations;
  }

  void started(@Observes StartupEvent event) {
    revocations.listen(revocation ->
        verify(streams.stream().filter(each -> revocation.concerns(each.caller())).toList()));
  }

  ModelList list(Caller caller) {
    caller.require(ChatPermissions.READ);
    return ModelList.of(models.list(caller));
  }

  ModelList.Model get(Caller caller, String name) {
    caller.require(ChatPermissions.READ);
    return models.find(caller, name).listed();
  }

  /** A completion for the client: whole, or as a stream. */
  sealed interface Completion {
    record Whole(JsonNode body) implements Completion {}

    record Stream(Body body) implements Completion {}

    interface Body {
      /**
       * Writes the events; to be called once.
       *
       * @param disconnected whether the client is gone, which writing alone does not always show
       */
      void writeTo(OutputStream out, BooleanSupplier disconnected) throws IOException;
    }
  }

  Completion create(Caller caller, @Nullable JsonNode body) {
    caller.require(ChatPermissions.WRITE);
    var request = CompletionRequest.of(body);
    var asked = models.find(caller, request.model());
    acquireSlot(caller);
    boolean handedOver = false;
    try {
      var prepared = request.prepared(asked.persona());
      var target = proxy.target(caller, asked.providerId());
      var metering = usage.open(caller, request, target);
      var response = send(target, prepared, metering);
      if (!request.streamed()) {
        return new Completion.Whole(whole(request, response, metering));
      }
      handedOver = true;
      return new Completion.Stream((out, disconnected) -> {
        try {
          var stream = new CompletionStream(caller, request, response, metering);
          forward(stream, out, disconnected);
        } finally {
          releaseSlot(caller);
        }
      });
    } finally {
      if (!handedOver) {
        releaseSlot(caller);
      }
    }
  }

  private void forward(CompletionStream stream, OutputStream out, BooleanSupplier disconnected)
      throws IOException {
    streams.add(stream);
    try {
      if (revocations.hasChangedLately(stream.caller())) {
        verify(List.of(stream)); // The revocation may have overtaken the request.
      }
      stream.forward(out, disconnected);
    } finally {
      streams.remove(stream);
    }
  }

  /** Revokes those of the streams whose callers have lost the permission. */
  private void verify(List<CompletionStream> candidates) {
    var revoked =
        candidates.isEmpty()
            ? Set.<Caller>of()
            : revocations.without(
                ChatPermissions.WRITE, candidates.stream().map(CompletionStream::caller).toList());
    candidates.stream()
        .filter(stream -> revoked.contains(stream.caller()))
        .forEach(CompletionStream::revoke);
  }

  private InputStream send(
      ModelProxy.Target target, ObjectNode prepared, CompletionUsage.Metering metering) {
    try {
      return proxy.send(target, prepared);
    } catch (ModelProxy.Refused refused) {
      metering.withdraw();
      throw refused.problem();
    }
  }

  private static JsonNode whole(
      CompletionRequest request, InputStream response, CompletionUsage.Metering metering) {
    var bytes = new ByteArrayOutputStream();
    var given = OpenAiUsage.UNKNOWN;
    IntSupplier estimated = () -> CompletionUsage.estimate(bytes.size());
    try (response) {
      if (!read(response, bytes)
          || !(CompletionStream.JSON.readTree(bytes.toByteArray()) instanceof ObjectNode body)
          || !body.path("choices").isArray()) {
        throw malformed();
      }
      var content = OpenAiChunk.of(body);
      var text = new StringBuilder();
      content.appendTo(text);
      given = content.usage() == null ? given : content.usage();
      estimated = () -> TokenCounter.of(text.toString());
      body.put("model", request.model());
      return body;
    } catch (JsonProcessingException notJson) {
      throw malformed();
    } catch (IOException broken) {
      throw new Problem(
          Problem.Kind.UPSTREAM_FAILED,
          "model_failed",
          "The connection to the model provider broke off.");
    } finally {
      metering.settle(given, estimated);
    }
  }

  /** False if it is longer than any completion. */
  private static boolean read(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    var buffer = new byte[16 << 10];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes.write(buffer, 0, read);
      if (bytes.size() > MAX_RESPONSE) {
        return false;
      }
    }
    return true;
  }

  private void acquireSlot(Caller caller) {
    int now = running.merge(caller.userId(), 1, Integer::sum);
    if (now > maxConcurrent) {
      releaseSlot(caller);
      throw Problem.rateLimited(
          "too_many_completions",
          "You have %d running completions, the maximum. Wait for one.".formatted(maxConcurrent),
          Duration.ofSeconds(2));
    }
  }

  private void releaseSlot(Caller caller) {
    running.computeIfPresent(caller.userId(), (id, count) -> count == 1 ? null : count - 1);
  }

  private static Problem malformed() {
    return new Problem(
        Problem.Kind.UPSTREAM_FAILED,
        "model_failed",
        "The response of the model provider is not a completion.");
  }
}
