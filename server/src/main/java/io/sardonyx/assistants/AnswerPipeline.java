package io.sardonyx.assistants;

import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Revocations;
import io.sardonyx.sessions.Answering;
import io.sardonyx.sessions.Answers;
import io.sardonyx.sessions.Briefing;
import io.sardonyx.sessions.ChatMessage;
import io.sardonyx.sessions.ReservedAnswer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
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

  /** More would stand in the way of everybody else, or wait in vain for a connection. */
  private static final int AT_THEIR_ROWS = 8;

  private static final Logger LOG = Logger.getLogger(AnswerPipeline.class);

  private final Map<UUID, RunningAnswer> running = new ConcurrentHashMap<>();
  private final AnsweringNode node;
  private final Models models;
  private final Prompts prompts;
  private final Titles titles;
  private final Answers answers;
  private final AnswerParts parts;
  private final AnswerBeat beat;
  private final EventBus events;
  private final Redis redis;
  private final Settings settings;
  private final Semaphore rows = new Semaphore(AT_THEIR_ROWS, true);
  private volatile boolean draining;

  AnswerPipeline(
      AnsweringNode node,
      Models models,
      Prompts prompts,
      Titles titles,
      Answers answers,
      AnswerParts parts,
      EventBus events,
      Redis redis,
      Settings settings) {
    this.node = node;
    this.models = models;
    this.prompts = prompts;
    this.titles = titles;
    this.answers = answers;
    this.parts = parts;
    this.beat = new AnswerBeat(parts);
    this.events = events;
    this.redis = redis;
    this.settings = settings;
  }

  @Override
  public UUID admit(Caller caller, UUID sessionId) {
    if (draining) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE, "draining", "This server is going down. Send it again.");
    }
    long theirs =
        running.values().stream()
            .filter(answer -> answer.caller().userId().equals(caller.userId()))
            .count();
    if (theirs >= settings.answersPerUser()) {
      throw new Problem(
          Problem.Kind.RATE_LIMITED,
          "too_many_answers",
          "%d answers are being written for you. Wait for one, or stop one.".formatted(theirs));
    }
    if (models.areRestricted(caller.organizationId())) {
      // Said before anything is written; who is faster than the cache hears it as the answer.
      var unused = models.answering(caller, answers.briefing(caller, sessionId).modelProviderId());
    }
    return node.id();
  }

  @Override
  public void start(Caller caller, ReservedAnswer reserved) {
    var answer = new RunningAnswer(caller, reserved);
    running.put(reserved.id(), answer);
    Thread.ofVirtual().name("hear-", 0).start(() -> hear(answer));
    Thread.ofVirtual().name("deliver-", 0).start(() -> deliver(answer));
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
  void obey(Revocations revocations) {
    revocations.listen(revocation -> silence(revocations, revocation));
  }

  /** Lets answers end by themselves for a moment, then ends them with the text that they have. */
  void drain(Duration grace) {
    draining = true;
    var left = List.copyOf(running.values());
    awaitClosed(left, grace);
    left.forEach(answer ->
        answer.end(
            Outcome.interrupted(
                "The server that wrote this went down. Ask again, or ask it to go on.")));
    awaitClosed(left, Duration.ofSeconds(5));
  }

  private void hear(RunningAnswer answer) {
    try {
      rows.acquire();
      Briefing briefing;
      Model model;
      try {
        briefing = answers.briefing(answer.caller(), answer.reserved().sessionId());
        model = models.answering(answer.caller(), briefing.modelProviderId());
      } finally {
        rows.release();
      }
      answer.answeredBy(model.name());
      var prompt = prompts.of(answer, briefing, model);
      answer.asked(model, prompt);
      answer.end(Outcome.of(model.speak(prompt, answer.listener())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ModelFailure failure) {
      LOG.infof("A model did not answer: %s (%s)", failure.sentence(), failure.getCause());
      answer.end(Outcome.interrupted(failure.sentence()));
    } catch (Problem refused) {
      answer.end(Outcome.interrupted(refused.detail()));
    } catch (DatabaseUnavailable away) {
      answer.end(Outcome.interrupted("The database is not available at the moment. Try again."));
    } catch (RuntimeException | Error failure) {
      LOG.error("An answer failed", failure);
      answer.end(Outcome.interrupted("Something went wrong here while the answer was written."));
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
      answer.end(Outcome.interrupted("Something went wrong here while the answer was written."));
    } finally {
      running.remove(answer.reserved().id());
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

  private void silence(Revocations revocations, Revocations.Revocation revocation) {
    var callers =
        running.values().stream().map(RunningAnswer::caller).filter(revocation::concerns).toList();
    if (callers.isEmpty()) {
      return;
    }
    var refused = revocations.refused(callers);
    running.values().stream()
        .filter(answer -> refused.contains(answer.caller()))
        .forEach(
            answer -> answer.end(Outcome.silenced("You were signed out while this was written.")));
  }

  private void stopHere(Predicate<RunningAnswer> which) {
    running.values().stream().filter(which).forEach(answer -> answer.end(Outcome.stopped()));
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
