package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerSlot;
import io.sardonyx.answers.AnswerSnapshot;
import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.answers.Answers;
import io.sardonyx.answers.AssistantSettings;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.providers.Models;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.memory.MemoryBudget;
import io.sardonyx.platform.memory.MemoryReservation;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Revocations;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The answers that this node writes. Two virtual threads for each: one consumes the model's output,
 * one delivers it; however an answer ends, its target ends it exactly once.
 */
@Singleton
public class AnswerPipeline implements Answers {
  private static final String STOP_CHANNEL = "sardonyx:answers:stop";
  private static final String INTERNAL_ERROR = "The answer failed with an internal error.";

  /** Buffers and threads of an answer before it has a text. */
  private static final long MEMORY_OF_A_SLOT = 16 << 10;

  private static final Logger LOG = Logger.getLogger(AnswerPipeline.class);

  private final Map<UUID, RunningAnswer> running = new ConcurrentHashMap<>();

  /** The number of slots of each user, reserved or running. */
  private final Map<UUID, Integer> slots = new ConcurrentHashMap<>();

  private final AnswerNode node;
  private final Models models;
  private final PromptBuilder prompts;
  private final TitleGenerator titles;
  private final TokenUsageRecorder usage;
  private final AnswerParts parts;
  private final AnswerFlusher flusher;
  private final EventBus events;
  private final Redis redis;
  private final Settings settings;
  private final Revocations revocations;
  private final MemoryBudget memory;

  /** Answer writes use at most half of the connection pool. */
  private final Semaphore writes;

  private volatile boolean draining;

  AnswerPipeline(
      AnswerNode node,
      Models models,
      PromptBuilder prompts,
      TitleGenerator titles,
      TokenUsageRecorder usage,
      AnswerParts parts,
      EventBus events,
      Redis redis,
      Settings settings,
      Revocations revocations,
      MemoryBudget memory) {
    this.node = node;
    this.models = models;
    this.prompts = prompts;
    this.titles = titles;
    this.usage = usage;
    this.parts = parts;
    this.flusher = new AnswerFlusher(parts);
    this.events = events;
    this.redis = redis;
    this.settings = settings;
    this.writes = new Semaphore(Database.connections(settings.databaseConnections()) / 2, true);
    this.revocations = revocations;
    this.memory = memory;
  }

  @Override
  public AnswerSlot reserve(Caller caller, Supplier<AssistantSettings> configured) {
    if (draining) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE, "draining", "This server is shutting down. Send it again.");
    }
    var slot = new Slot(caller);
    try {
      if (models.areRestricted(caller.organizationId())) {
        // Refused before anything is written. A restriction that the cache does not know yet
        // interrupts the answer instead.
        var unused = models.find(caller, configured.get().modelProviderId());
      }
      return slot;
    } catch (RuntimeException refused) {
      slot.close();
      throw refused;
    }
  }

  /** Counted from the reservation to the answer's end, so that concurrent sends do not exceed. */
  private final class Slot implements AnswerSlot {
    private final Caller caller;
    private final MemoryReservation reserved;
    private boolean started;

    Slot(Caller caller) {
      this.caller = caller;
      this.reserved = memory.open(caller.organizationId());
      if (slots.merge(caller.userId(), 1, Integer::sum) > settings.answersPerUser()) {
        release(caller);
        throw new Problem(
            Problem.Kind.RATE_LIMITED,
            "too_many_answers",
            "You have %d running answers, the maximum. Wait for one, or stop one."
                .formatted(settings.answersPerUser()));
      }
      try {
        reserved.reserve(MEMORY_OF_A_SLOT);
      } catch (Problem full) {
        release(caller);
        throw full;
      }
    }

    @Override
    public UUID node() {
      return node.id();
    }

    @Override
    public void start(AnswerTarget target) {
      started = true;
      var answer = new RunningAnswer(caller, target, reserved);
      running.put(target.answerId(), answer);
      Thread.ofVirtual().name("answer-model-", 0).start(() -> runModel(answer));
      Thread.ofVirtual().name("answer-delivery-", 0).start(() -> deliver(answer));
    }

    @Override
    public void close() {
      if (!started) {
        reserved.close();
        release(caller);
      }
    }
  }

  private void release(Caller caller) {
    slots.computeIfPresent(caller.userId(), (user, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public void stop(UUID answerId) {
    stopLocal(answer -> answer.target().answerId().equals(answerId));
    redis.publish(STOP_CHANNEL, answerId.toString());
  }

  @Override
  public void stopAll(Topic topic) {
    stopLocal(answer -> answer.target().topic().equals(topic));
    redis.publish(STOP_CHANNEL, topic.toString());
  }

  /** Empty if it is not written on this node. */
  Optional<RunningAnswer> find(UUID answerId) {
    return Optional.ofNullable(running.get(answerId));
  }

  /** From now on handles stop signals of other nodes and revocations. */
  void subscribe() {
    var unused =
        redis.subscribe(
            STOP_CHANNEL, signal -> Thread.startVirtualThread(() -> handleStop(signal)));
    revocations.listen(revocation ->
        endRevoked(
            running.values().stream()
                .filter(answer -> revocation.concerns(answer.caller()))
                .toList()));
  }

  /** Lets answers end by themselves for a moment, then ends them with the text that they have. */
  void drain(Duration grace) {
    draining = true;
    var left = List.copyOf(running.values());
    awaitClosed(left, grace);
    left.forEach(answer ->
        answer.end(
            AnswerResult.interrupted(
                "The server was shut down. Ask again, or ask it to continue.")));
    awaitClosed(left, Duration.ofSeconds(5));
  }

  private void runModel(RunningAnswer answer) {
    try {
      if (revocations.hasChangedLately(answer.caller())) {
        endRevoked(List.of(answer)); // The revocation may have overtaken the request.
      }
      if (!answer.hasEnded()) {
        askModel(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ModelFailure failure) {
      LOG.infof("A model did not answer: %s (%s)", failure.sentence(), failure.getCause());
      if (failure.wasRefused()) {
        answer.setRefused();
      }
      answer.end(AnswerResult.interrupted(failure.sentence()));
    } catch (Problem refused) {
      answer.end(AnswerResult.interrupted(refused.detail()));
    } catch (DatabaseUnavailable away) {
      answer.setRefused(); // The model was not asked yet.
      answer.end(AnswerResult.interrupted("The database is not available. Try again."));
    } catch (RuntimeException | Error failure) {
      LOG.error("An answer failed", failure);
      answer.end(AnswerResult.interrupted(INTERNAL_ERROR));
    }
  }

  private void askModel(RunningAnswer answer) throws InterruptedException {
    var caller = answer.caller();
    var target = answer.target();
    var configured = withPermit(() -> target.settings(caller));
    var model = withPermit(() -> models.find(caller, configured.modelProviderId()));
    answer.setModel(model.name());
    var prompt = prompts.build(answer, configured, model);
    var expected = answer.expectUsage(model, prompt);
    if (expected != null) {
      withPermit(() -> {
        usage.expect(caller, target.answerId(), UsagePurpose.ANSWER, expected);
        return expected;
      });
    }
    answer.end(model.stream(prompt, answer.output()));
  }

  private <T> T withPermit(Supplier<T> work) throws InterruptedException {
    writes.acquire();
    try {
      return work.get();
    } finally {
      writes.release();
    }
  }

  private void deliver(RunningAnswer answer) {
    @Nullable AnswerSnapshot ended = null;
    try {
      ended = new AnswerDelivery(answer, flusher, events, writes, settings).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      LOG.error("An answer was not delivered", failure);
      answer.end(AnswerResult.interrupted(INTERNAL_ERROR));
    } finally {
      running.remove(answer.target().answerId());
      release(answer.caller());
      answer.close(ended);
    }
    parts.expire(answer.target().answerId());
    if (ended != null
        && ended.status() == AnswerResult.Status.COMPLETE
        && answer.target().needsTitle()) {
      titles.setTitle(answer.caller(), answer.target(), ended.content());
    }
  }

  private void handleStop(String signal) {
    var topic = Topic.parse(signal);
    if (topic.isPresent()) {
      stopLocal(answer -> answer.target().topic().equals(topic.get()));
      return;
    }
    try {
      var id = UUID.fromString(signal);
      stopLocal(answer -> answer.target().answerId().equals(id));
    } catch (IllegalArgumentException malformed) {
      LOG.warnf("Neither a topic nor an answer's id was published on %s", STOP_CHANNEL);
    }
  }

  /** Interrupts those of the answers whose callers have lost the permission to write there. */
  private void endRevoked(List<RunningAnswer> candidates) {
    candidates.stream()
        .collect(Collectors.groupingBy(answer -> answer.target().writePermission()))
        .forEach((permission, answers) -> {
          var revoked =
              revocations.without(permission, answers.stream().map(RunningAnswer::caller).toList());
          answers.stream()
              .filter(answer -> revoked.contains(answer.caller()))
              .forEach(answer ->
                  answer.endUndelivered(
                      AnswerResult.interrupted("You were signed out while this was written.")));
        });
  }

  private void stopLocal(Predicate<RunningAnswer> matches) {
    running.values().stream().filter(matches).forEach(answer -> answer.end(AnswerResult.stopped()));
  }

  private static void awaitClosed(List<RunningAnswer> left, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      for (var answer : left) {
        var unused = answer.awaitClosed(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
