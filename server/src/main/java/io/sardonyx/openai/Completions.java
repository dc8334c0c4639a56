package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.models.ModelProxy;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Revocations;
import io.sardonyx.sessions.ChatPermissions;
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
 * Completions in OpenAI's words. Nothing of them is kept but what they cost, which is noted once,
 * however they end.
 */
@Singleton
public class Completions {
  private static final int MAX_ANSWER = 16 << 20;

  private final ModelCatalog models;
  private final ModelProxy proxy;
  private final CompletionUsage usage;
  private final int atOnce;
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
    this.atOnce = settings.answersPerUser();
    this.revocations = revocations;
  }

  void started(@Observes StartupEvent event) {
    revocations.listen(revocation ->
        refuse(streams.stream().filter(each -> revocation.concerns(each.caller())).toList()));
  }

  ModelList list(Caller caller) {
    caller.require(ChatPermissions.READ);
    return ModelList.of(models.all(caller));
  }

  ModelList.Model get(Caller caller, String name) {
    caller.require(ChatPermissions.READ);
    return models.named(caller, name).listed();
  }

  /** An answer that is about to be passed on: whole, or as it is written. */
  sealed interface Completion {
    record Whole(JsonNode body) implements Completion {}

    record Stream(Body body) implements Completion {}

    interface Body {
      /**
       * Writes the events; to be called once.
       *
       * @param gone whether nobody reads any more, which writing alone does not always show
       */
      void writeTo(OutputStream out, BooleanSupplier gone) throws IOException;
    }
  }

  Completion create(Caller caller, @Nullable JsonNode body) {
    caller.require(ChatPermissions.WRITE);
    var request = CompletionRequest.of(body);
    var asked = models.named(caller, request.model());
    enter(caller);
    boolean passedOn = false;
    try {
      var prepared = request.prepared(asked.persona());
      var target = proxy.target(caller, asked.providerId());
      var tab = usage.open(caller, request, target);
      var answer = ask(target, prepared, tab);
      if (!request.streamed()) {
        return new Completion.Whole(whole(request, answer, tab));
      }
      passedOn = true;
      return new Completion.Stream((out, gone) -> {
        try {
          passOn(new CompletionStream(caller, request, answer, tab), out, gone);
        } finally {
          leave(caller);
        }
      });
    } finally {
      if (!passedOn) {
        leave(caller);
      }
    }
  }

  private void passOn(CompletionStream stream, OutputStream out, BooleanSupplier gone)
      throws IOException {
    streams.add(stream);
    try {
      if (revocations.hasChangedLately(stream.caller())) {
        refuse(List.of(stream)); // It may have overtaken the request.
      }
      stream.passOn(out, gone);
    } finally {
      streams.remove(stream);
    }
  }

  /** Of these, the ones whose callers may not have anything written any more. */
  private void refuse(List<CompletionStream> concerned) {
    var refused =
        concerned.isEmpty()
            ? Set.<Caller>of()
            : revocations.without(
                ChatPermissions.WRITE, concerned.stream().map(CompletionStream::caller).toList());
    concerned.stream()
        .filter(stream -> refused.contains(stream.caller()))
        .forEach(CompletionStream::refuse);
  }

  private InputStream ask(ModelProxy.Target target, ObjectNode prepared, CompletionUsage.Tab tab) {
    try {
      return proxy.ask(target, prepared);
    } catch (ModelProxy.Refused refused) {
      tab.withdraw();
      throw refused.problem();
    }
  }

  private static JsonNode whole(
      CompletionRequest request, InputStream answer, CompletionUsage.Tab tab) {
    var bytes = new ByteArrayOutputStream();
    JsonNode told = MissingNode.getInstance();
    IntSupplier written = () -> CompletionUsage.about(bytes.size());
    try (answer) {
      if (!read(answer, bytes)
          || !(CompletionStream.JSON.readTree(bytes.toByteArray()) instanceof ObjectNode said)
          || !said.path("choices").isArray()) {
        throw garbled();
      }
      said.put("model", request.model());
      var text = new StringBuilder();
      said.path("choices").forEach(choice -> CompletionText.append(text, choice.path("message")));
      told = said.path("usage");
      written = () -> TokenCounter.of(text.toString());
      return said;
    } catch (JsonProcessingException notJson) {
      throw garbled();
    } catch (IOException broken) {
      throw new Problem(
          Problem.Kind.UPSTREAM_FAILED,
          "model_failed",
          "The connection to the model provider broke off.");
    } finally {
      tab.settle(told, written);
    }
  }

  /** False if it is longer than any completion. */
  private static boolean read(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    var buffer = new byte[16 << 10];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes.write(buffer, 0, read);
      if (bytes.size() > MAX_ANSWER) {
        return false;
      }
    }
    return true;
  }

  private void enter(Caller caller) {
    int now = running.merge(caller.userId(), 1, Integer::sum);
    if (now > atOnce) {
      leave(caller);
      throw Problem.rateLimited(
          "too_many_completions",
          "%d completions are being written for you. Wait for one.".formatted(atOnce),
          Duration.ofSeconds(2));
    }
  }

  private void leave(Caller caller) {
    running.computeIfPresent(caller.userId(), (id, count) -> count == 1 ? null : count - 1);
  }

  private static Problem garbled() {
    return new Problem(
        Problem.Kind.UPSTREAM_FAILED,
        "model_failed",
        "What came from the model provider is no completion.");
  }
}
