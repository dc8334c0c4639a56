package io.sardonyx.answers;

import io.sardonyx.messages.Answers;
import io.sardonyx.messages.ChatMessage;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.Models;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Revocations;
import io.sardonyx.sessions.Answering;
import io.sardonyx.sessions.ChatPermissions;
import io.sardonyx.sessions.ReservedAnswer;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The answers that this node writes. Two virtual threads for each: one hears the model, one
 * delivers; whatever ends an answer, it is closed exactly once, in its row.
 */
@Singleton
public class AnswerPipeline implements Answering {
  private static final String STOPS = "sardonyx:answers:stop";
  private static final String OF_SESSION = "session:";

  private static final Logger LOG = Logger.getLogger(AnswerPipeline.class);

  private final Map<UUID, RunningAnswer> running = new ConcurrentHashMap<>();

  /** How many answers each user has, those that are about to begin among them. */
  private final Map<UUID, Integer> places = new ConcurrentHashMap<>();

  private final AnswerNode node;
  private final Models models;
  private final PromptBuilder prompts;
  private final TitleGenerator titles;
  private final Answers answers;
  private final TokenUsageRecorder usage;
  private final AnswerParts parts;
  private final AnswerFlusher beat;
  private final EventBus events;
  private final Redis redis;
  private final Settings settings;
  private final Revocations revocations;

  /** Half of the connections: more would stand in the way of everybody else. */
  private final Semaphore rows;

  private volatile boolean draining;

  AnswerPipeline(
      AnswerNode node,
      Models models,
      PromptBuilder prompts,
      TitleGenerator titles,
      Answers answers,
      TokenUsageRecorder usage,
      AnswerParts parts,
      EventBus events,
      Redis redis,
      Settings settings,
      Revocations revocations) {
    this.node = node;
    this.models = models;
    this.prompts = prompts;
    this.titles = titles;
    this.answers = answers;
    this.usage = usage;
    this.parts = parts;
    this.beat = new AnswerFlusher(parts);
    this.events = events;
    this.redis = redis;
    this.settings = settings;
    this.rows = new Semaphore(Database.connections(settings.databaseConnections()) / 2, true);
    this.revocations = revocations;
  }

  @Override
  public Place admit(Caller caller, UUID sessionId) {
    if (draining) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE, "draining", "This server is going down. Send it again.");
    }
    var place = new Seat(caller);
    try {
      if (models.areRestricted(caller.organizationId())) {
        // Said before anything is written; who is faster than the cache hears it as the answer.
        var unused =
            models.answering(caller, answers.briefing(caller, sessionId).modelProviderId());
      }
      return place;
    } catch (RuntimeException refused) {
      place.close();
      throw refused;
    }
  }

  /** Counted from the admission to the answer's end, so that sends at once do not pass together. */
  private final class Seat implements Place {
    private final Caller caller;
    private boolean taken;

    Seat(Caller caller) {
      this.caller = caller;
      if (places.merge(caller.userId(), 1, Integer::sum) > settings.answersPerUser()) {
        leave(caller);
        throw new Problem(
            Problem.Kind.RATE_LIMITED,
            "too_many_answers",
            "%d answers are being written for you. Wait for one, or stop one."
                .formatted(settings.answersPerUser()));
      }
    }

    @Override
    public UUID node() {
      return node.id();
    }

    @Override
    public void start(ReservedAnswer reserved) {
      taken = true;
      var answer = new RunningAnswer(caller, reserved);
      running.put(reserved.id(), answer);
      Thread.ofVirtual().name("hear-", 0).start(() -> hear(answer));
      Thread.ofVirtual().name("deliver-", 0).start(() -> deliver(answer));
    }

    @Override
    public void close() {
      if (!taken) {
        leave(caller);
      }
    }
  }

  private void leave(Caller caller) {
    places.computeIfPresent(caller.userId(), (user, taken) -> taken == 1 ? null : taken - 1);
  }

  @Override
  public void stop(UUID answerId) {
    stopHere(answer -> answer.reserved().id().equals(answerId));
    redis.publish(STOPS, answerId.toString());
  }

  @Override
  public void stopAll(UUID sessionId) {
    stopHere(answer -> answer.reserved().sessionId().equals(sessionId));
    redis.publish(STOPS, OF_SESSION + sessionId);
  }

  /** If it is written on this node. */
  Optional<RunningAnswer> here(UUID answerId) {
    return Optional.ofNullable(running.get(answerId));
  }

  /** From now on does what other nodes ask for. */
  void listen() {
    var unused = redis.subscribe(STOPS, wish -> Thread.startVirtualThread(() -> obey(wish)));
  }

  /** From now on writes nothing for those who are signed out. */
  void obey() {
    revocations.listen(revocation ->
        silence(
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
            AnswerOutcome.interrupted(
                "The server that wrote this went down. Ask again, or ask it to go on.")));
    awaitClosed(left, Duration.ofSeconds(5));
  }

  private void hear(RunningAnswer answer) {
    try {
      if (revocations.hasChangedLately(answer.caller())) {
        silence(List.of(answer)); // It may have overtaken the request.
      }
      if (answer.outcome() == null) {
        ask(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ModelFailure failure) {
      LOG.infof("A model did not answer: %s (%s)", failure.sentence(), failure.getCause());
      if (failure.wasRefused()) {
        answer.wasRefused();
      }
      answer.end(AnswerOutcome.interrupted(failure.sentence()));
    } catch (Problem refused) {
      answer.end(AnswerOutcome.interrupted(refused.detail()));
    } catch (DatabaseUnavailable away) {
      answer.wasRefused(); // Before its model was asked.
      answer.end(
          AnswerOutcome.interrupted("The database is not available at the moment. Try again."));
    } catch (RuntimeException | Error failure) {
      LOG.error("An answer failed", failure);
      answer.end(
          AnswerOutcome.interrupted("Something went wrong here while the answer was written."));
    }
  }

  private void ask(RunningAnswer answer) throws InterruptedException {
    var caller = answer.caller();
    var briefing = atTheirRows(() -> answers.briefing(caller, answer.reserved().sessionId()));
    var model = atTheirRows(() -> models.answering(caller, briefing.modelProviderId()));
    answer.answeredBy(model.name());
    var prompt = prompts.of(answer, briefing, model);
    var cost = answer.asked(model, prompt);
    if (cost != null) {
      atTheirRows(() -> {
        usage.expect(caller, answer.reserved().id(), UsagePurpose.ANSWER, cost);
        return cost;
      });
    }
    answer.end(AnswerOutcome.of(model.speak(prompt, answer.listener())));
  }

  private <T> T atTheirRows(Supplier<T> work) throws InterruptedException {
    rows.acquire();
    try {
      return work.get();
    } finally {
      rows.release();
    }
  }

  private void deliver(RunningAnswer answer) {
    @Nullable ChatMessage ended = null;
    try {
      ended =
          new AnswerDelivery(answer, answers, beat, events, rows, settings.modelTimeout()).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      LOG.error("An answer could not be delivered", failure);
      answer.end(
          AnswerOutcome.interrupted("Something went wrong here while the answer was written."));
    } finally {
      running.remove(answer.reserved().id());
      leave(answer.caller());
      answer.closed(ended);
    }
    parts.ended(answer.reserved().id());
    if (ended != null && ended.status().equals("complete") && answer.reserved().untitled()) {
      titles.entitle(answer.caller(), answer.reserved(), ended);
    }
  }

  private void obey(String wish) {
    try {
      if (wish.startsWith(OF_SESSION)) {
        var session = UUID.fromString(wish.substring(OF_SESSION.length()));
        stopHere(answer -> answer.reserved().sessionId().equals(session));
      } else {
        var id = UUID.fromString(wish);
        stopHere(answer -> answer.reserved().id().equals(id));
      }
    } catch (IllegalArgumentException notOurs) {
      LOG.warn("Something that is no id was published on " + STOPS);
    }
  }

  /** Ends those of the answers whose callers may not have any written any more. */
  private void silence(List<RunningAnswer> concerned) {
    if (concerned.isEmpty()) {
      return;
    }
    var refused =
        revocations.without(
            ChatPermissions.WRITE, concerned.stream().map(RunningAnswer::caller).toList());
    concerned.stream()
        .filter(answer -> refused.contains(answer.caller()))
        .forEach(answer ->
            answer.end(AnswerOutcome.silenced("You were signed out while this was written.")));
  }

  private void stopHere(Predicate<RunningAnswer> which) {
    running.values().stream().filter(which).forEach(answer -> answer.end(AnswerOutcome.stopped()));
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
