package io.sardonyx.answers.pipeline;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.answers.AbandonedAnswer;
import io.sardonyx.answers.AbandonedAnswers;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.threads.RepeatingTask;
import io.sardonyx.usage.TokenUsage;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends answers whose node has died, with the text that they have. Every node sweeps, so that no
 * death keeps an answer open; the row's lock lets one of them end it. Not a scheduled job: those
 * wait longer for a dead node than a reader should.
 */
@Singleton
public class AnswerSweeper {
  /** Thirty missed checkpoints. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration DRAIN_GRACE = Duration.ofSeconds(5);
  private static final int BATCH = 100;

  /** At the start of a node, before its connections are open. */
  private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(5);

  private static final String NODE_LOST =
      "The server that wrote this failed. Ask again, or ask it to continue.";
  private static final Logger LOG = Logger.getLogger(AnswerSweeper.class);

  private final Iterable<AbandonedAnswers> kinds;
  private final AnswerParts parts;
  private final AnswerPipeline pipeline;
  private final AnswerNode node;
  private @Nullable RepeatingTask sweeping;

  AnswerSweeper(
      @Any Instance<AbandonedAnswers> kinds,
      AnswerParts parts,
      AnswerPipeline pipeline,
      AnswerNode node) {
    this.kinds = kinds;
    this.parts = parts;
    this.pipeline = pipeline;
    this.node = node;
  }

  void started(@Observes StartupEvent event) {
    if (node.hasOwnId()) {
      kinds.forEach(this::endOfPreviousRun);
    }
    pipeline.subscribe();
    sweeping = RepeatingTask.start("answer-sweeper", this::sweep);
  }

  void stopping(@Observes ShutdownEvent event) {
    if (sweeping != null) {
      sweeping.close();
    }
    pipeline.drain(DRAIN_GRACE);
  }

  /** A failure is left to the sweep: no answer keeps a node from starting. */
  private void endOfPreviousRun(AbandonedAnswers kind) {
    try {
      var left = kind.ofNode(node.id());
      if (!left.isEmpty() && !parts.areReadableWithin(REDIS_TIMEOUT)) {
        LOG.warn("Redis is not available: answers of the previous run end at their checkpoints.");
      }
      end(kind, left);
    } catch (RuntimeException failure) {
      LOG.error("Answers of the previous run were not ended yet", failure);
    }
  }

  private void sweep() throws InterruptedException {
    // Nodes that were started together do not sweep together.
    Thread.sleep(INTERVAL.plusMillis(ThreadLocalRandom.current().nextInt(2_000)));
    try {
      for (var kind : kinds) {
        end(kind, kind.withoutCheckpointFor(SILENCE, BATCH));
      }
    } catch (DatabaseUnavailable away) {
      LOG.debug("The database is not available; abandoned answers are ended later.");
    }
  }

  private void end(AbandonedAnswers kind, List<AbandonedAnswer> abandoned) {
    for (var answer : abandoned) {
      // A local answer is late because the database was away; its next checkpoint follows.
      if (pipeline.find(answer.id()).isEmpty()) {
        end(kind, answer);
      }
    }
  }

  /** One that fails does not keep the others open. */
  private void end(AbandonedAnswers kind, AbandonedAnswer answer) {
    try {
      var text = text(answer);
      var tokens = TokenCounter.of(text);
      var unused = kind.endAbandoned(answer, result(answer, text, tokens), tokens);
      parts.expire(answer.id());
    } catch (DatabaseUnavailable away) {
      throw away;
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "The abandoned answer %s was not ended", answer.id());
    }
  }

  /** With the parts after the last checkpoint that Redis has: readers have seen them. */
  private String text(AbandonedAnswer answer) {
    var text = new StringBuilder(answer.content());
    parts.after(answer.id(), answer.part()).forEach(part -> text.append(part.text()));
    return text.toString();
  }

  private static AnswerResult result(AbandonedAnswer answer, String text, int tokens) {
    var reason =
        answer.stopRequested() ? AnswerResult.stopped() : AnswerResult.interrupted(NODE_LOST);
    var promptTokens = answer.promptTokens();
    var model = answer.model();
    return reason.completed(
        text,
        model,
        promptTokens == null || model == null
            ? null
            : new TokenUsage(null, model, promptTokens, tokens, true));
  }
}
