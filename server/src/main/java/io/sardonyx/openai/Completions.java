package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.models.clients.OpenAiUsage;
import io.sardonyx.models.providers.ModelProxy;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.memory.MemoryBudget;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Revocations;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Completions by OpenAI's protocol. Nothing of them is stored but their token usage, which is
 * recorded once, however they end.
 */
@Singleton
public class Completions {
  /** How long a refusal can be the status of the response; afterwards its head is sent. */
  private static final Duration STATUS_WAIT = Duration.ofSeconds(10);

  private final ModelCatalog models;
  private final ModelProxy proxy;
  private final CompletionUsage usage;
  private final int maxConcurrent;
  private final Revocations revocations;
  private final MemoryBudget memory;
  private final Map<UUID, Integer> running = new ConcurrentHashMap<>();
  private final Set<CompletionStream> streams = ConcurrentHashMap.newKeySet();

  Completions(
      ModelCatalog models,
      ModelProxy proxy,
      CompletionUsage usage,
      Settings settings,
      Revocations revocations,
      MemoryBudget memory) {
    this.models = models;
    this.proxy = proxy;
    this.usage = usage;
    this.maxConcurrent = settings.answersPerUser();
    this.revocations = revocations;
    this.memory = memory;
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

  /** The body of a response; to be written once. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A completion for the client.
   *
   * @param isStream of events; otherwise one JSON text
   */
  record Completion(boolean isStream, Body body) {
    private Completion andThen(Runnable release) {
      return new Completion(
          isStream,
          out -> {
            try {
              body.writeTo(out);
            } finally {
              release.run();
            }
          });
    }
  }

  /**
   * @param disconnected whether the client is gone
   */
  Completion create(Caller caller, @Nullable JsonNode body, BooleanSupplier disconnected) {
    caller.require(ChatPermissions.WRITE);
    var request = CompletionRequest.of(body);
    var asked = models.find(caller, request.model());
    acquireSlot(caller);
    var reserved = memory.open(caller.organizationId());
    Runnable release =
        () -> {
          reserved.close();
          releaseSlot(caller);
        };
    boolean handedOver = false;
    try {
      var prepared = request.prepared(asked.persona());
      var target = proxy.target(caller, asked.providerId());
      var metering = usage.open(caller, request, target);
      var call =
          new ProviderCall(
              () -> proxy.send(target, prepared, request.streamed(), !request.hasOptions()));
      var completion =
          request.streamed()
              ? stream(
                  call,
                  metering,
                  new CompletionStream(caller, request, call, metering, reserved),
                  disconnected)
              : new Completion(
                  false,
                  new WholeCompletion(request, metering, reserved).await(call, disconnected));
      handedOver = true;
      return completion.andThen(release);
    } finally {
      if (!handedOver) {
        release.run();
      }
    }
  }

  /** A refusal that comes soon is the response; one that comes later is an event. */
  private Completion stream(
      ProviderCall call,
      CompletionUsage.Metering metering,
      CompletionStream stream,
      BooleanSupplier disconnected) {
    awaitBegin(call, metering);
    return new Completion(true, out -> forward(stream, out, disconnected));
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

  private static void awaitBegin(ProviderCall call, CompletionUsage.Metering metering) {
    boolean hasFailed = true;
    try {
      var unused = call.await(STATUS_WAIT);
      hasFailed = false;
    } catch (ModelProxy.Refused refused) {
      hasFailed = false;
      metering.withdraw();
      throw refused.problem();
    } catch (IOException broken) {
      throw disconnected();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw disconnected();
    } finally {
      if (hasFailed) {
        call.close();
        metering.settle(OpenAiUsage.UNKNOWN, () -> 0);
      }
    }
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

  static Problem disconnected() {
    return new Problem(
        Problem.Kind.UPSTREAM_FAILED,
        "model_failed",
        "The connection to the model provider broke off.");
  }
}
