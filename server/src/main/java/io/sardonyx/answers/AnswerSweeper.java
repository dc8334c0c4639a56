package io.sardonyx.answers;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.messages.AbandonedAnswer;
import io.sardonyx.messages.AnswerResult;
import io.sardonyx.messages.Answers;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.usage.TokenUsage;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes answers whose node has died, with the text that they have. Every node looks, so that no
 * death keeps an answer open; the row's lock lets one of them do it. Not a scheduled job: those
 * wait longer for a dead node than a reader should.
 */
@Singleton
public class AnswerSweeper {
  /** Thirty confirmations that did not come. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int BATCH = 100;

  /** A node that starts is not connected yet. */
  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(5);

  private static final String CUT_OFF =
      "The server that wrote this went away. Ask again, or ask it to go on.";
  private static final Logger LOG = Logger.getLogger(AnswerSweeper.class);

  private final Answers answers;
  private final AnswerParts parts;
  private final AnswerPipeline pipeline;
  private final AnswerNode node;
  private @Nullable Thread thread;

  AnswerSweeper(Answers answers, AnswerParts parts, AnswerPipeline pipeline, AnswerNode node) {
    this.answers = answers;
    this.parts = parts;
    this.pipeline = pipeline;
    this.node = node;
  }

  void started(@Observes StartupEvent event) {
    if (node.isItsOwnSuccessor()) {
      closeWhatItLeft();
    }
    pipeline.listen();
    pipeline.obey();
    thread = Thread.ofVirtual().name("answer-sweeper").start(this::sweep);
  }

  void stopping(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.interrupt();
    }
    pipeline.drain(GRACE);
  }

  /** What fails here is tried again by the sweep: no answer keeps a node from starting. */
  private void closeWhatItLeft() {
    try {
      var left = answers.writtenBy(node.id());
      if (!left.isEmpty() && !parts.canBeReadWithin(REDIS_PATIENCE)) {
        LOG.warn("Redis is away: the answers that this node left end where their rows do.");
      }
      close(left);
    } catch (RuntimeException failure) {
      LOG.error("The answers that this node left could not be closed yet", failure);
    }
  }

  private void sweep() {
    while (true) {
      try {
        // Nodes that were started together do not look together.
        Thread.sleep(INTERVAL.plusMillis(ThreadLocalRandom.current().nextInt(2_000)));
        close(answers.unconfirmedFor(SILENCE, BATCH));
      } catch (InterruptedException e) {
        return;
      } catch (DatabaseUnavailable away) {
        LOG.debug("The database is not available; answers are looked for again.");
      } catch (RuntimeException failure) {
        LOG.error("AbandonedAnswer answers could not be closed", failure);
      }
    }
  }

  private void close(List<AbandonedAnswer> abandoned) {
    for (var answer : abandoned) {
      // What is written here is late because the database was away; it will be confirmed.
      if (pipeline.here(answer.id()).isEmpty()) {
        close(answer);
      }
    }
  }

  /** One that cannot be closed does not keep the others open. */
  private void close(AbandonedAnswer answer) {
    try {
      var text = text(answer);
      answers.closeAbandoned(answer, ending(answer, text), TokenCounter.of(text));
      parts.ended(answer.id());
    } catch (DatabaseUnavailable away) {
      throw away;
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "The abandoned answer %s could not be closed", answer.id());
    }
  }

  /** Readers saw what came after the last confirmation: where Redis has it, it is kept too. */
  private String text(AbandonedAnswer answer) {
    var text = new StringBuilder(answer.content());
    parts.after(answer.id(), answer.part()).forEach(part -> text.append(part.text()));
    return text.toString();
  }

  private static AnswerResult ending(AbandonedAnswer answer, String text) {
    var outcome =
        answer.stopRequested() ? AnswerOutcome.stopped() : AnswerOutcome.interrupted(CUT_OFF);
    var promptTokens = answer.promptTokens();
    var model = answer.model();
    return outcome
        .ending(text, model)
        .costing(
            promptTokens == null || model == null
                ? null
                : new TokenUsage(null, model, promptTokens, TokenCounter.of(text), true));
  }
}
