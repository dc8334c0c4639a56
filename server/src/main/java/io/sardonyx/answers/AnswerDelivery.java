package io.sardonyx.answers;

import io.sardonyx.messages.AnswerCheckpoint;
import io.sardonyx.messages.Answers;
import io.sardonyx.messages.ChatMessage;
import io.sardonyx.messages.CheckpointResult;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.sessions.ChatSessionTopic;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a model says to its readers and into its row. {@link AnswerFlusher} says when readers
 * get what was heard; from time to time the row is confirmed, on a thread of its own, so that a
 * slow database does not hold up the readers.
 */
final class AnswerDelivery {
  private static final Duration CONFIRM_INTERVAL = Duration.ofSeconds(1);

  /** So many confirmations a second are enough for a node, whose answers then wait for theirs. */
  private static final int CONFIRMATIONS_A_SECOND = 250;

  /** Then the answer is left to whoever looks for answers that nobody confirms. */
  private static final Duration CLOSING_LIMIT = Duration.ofMinutes(1);

  private static final Logger LOG = Logger.getLogger(AnswerDelivery.class);

  private final RunningAnswer answer;
  private final Answers answers;
  private final AnswerFlusher beat;
  private final EventBus.EphemeralStream readers;
  private final Semaphore rows;
  private final Duration patience;
  private final ReentrantLock delivering = new ReentrantLock();
  private final AtomicInteger shared = new AtomicInteger();
  private final AtomicBoolean confirming = new AtomicBoolean();
  private long confirmedAt = System.nanoTime();

  /**
   * @param rows to be held while the row is written
   * @param patience how long the model may be silent
   */
  AnswerDelivery(
      RunningAnswer answer,
      Answers answers,
      AnswerFlusher beat,
      EventBus events,
      Semaphore rows,
      Duration patience) {
    this.answer = answer;
    this.answers = answers;
    this.beat = beat;
    this.readers = events.openEphemeral(ChatSessionTopic.of(answer.reserved().sessionId()));
    this.rows = rows;
    this.patience = patience;
  }

  /**
   * Returns when the answer is closed.
   *
   * @return its final state; null if somebody else closed it or it is gone
   */
  @Nullable ChatMessage run() throws InterruptedException {
    try (readers) {
      beat.add(this);
      try {
        answer.awaitOutcome();
      } finally {
        beat.remove(this);
      }
      deliver();
    }
    beat.share(List.of(this));
    return close();
  }

  /** By {@link AnswerFlusher}. */
  void beat() {
    deliver();
    confirmWhenDue();
    if (answer.silence().compareTo(patience) > 0) {
      answer.end(
          AnswerOutcome.interrupted(
              "The model stopped answering: nothing came from it for %d seconds."
                  .formatted(patience.toSeconds())));
    }
  }

  /** What was heard since the last part becomes the next one. */
  private void deliver() {
    delivering.lock(); // Parts are told in the order of their numbers, whoever tells them.
    try {
      var part = answer.cut();
      if (part != null) {
        readers.publish(AnswerPart.EVENT, part.json());
      }
    } finally {
      delivering.unlock();
    }
  }

  /** The parts that readers on other nodes cannot find yet, in order. */
  List<AnswerPart> notShared() {
    return answer.after(shared.get());
  }

  /** Up to this part, they can. */
  void shared(int part) {
    shared.accumulateAndGet(part, Math::max);
  }

  private void confirmWhenDue() {
    long interval =
        CONFIRM_INTERVAL.toNanos() * Math.max(1, beat.answers() / CONFIRMATIONS_A_SECOND);
    if (System.nanoTime() - confirmedAt < interval || confirming.get() || !rows.tryAcquire()) {
      return;
    }
    confirming.set(true);
    confirmedAt = System.nanoTime();
    var text = answer.text();
    Thread.ofVirtual()
        .start(() -> {
          try {
            confirm(text);
          } finally {
            rows.release();
            confirming.set(false);
          }
        });
  }

  private void confirm(RunningAnswer.Text text) {
    try {
      var confirmation =
          answers.confirm(
              answer.caller(),
              answer.reserved().id(),
              new AnswerCheckpoint(
                  text.content(), text.part(), answer.model(), answer.promptTokens()));
      if (confirmation != CheckpointResult.GO_ON) {
        answer.end(AnswerOutcome.stopped());
      }
    } catch (DatabaseUnavailable away) {
      LOG.debugf("An answer could not be confirmed: %s", away.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("An answer could not be confirmed", failure);
    }
  }

  private @Nullable ChatMessage close() throws InterruptedException {
    var known = answer.outcome();
    var outcome = known == null ? AnswerOutcome.stopped() : known;
    var ending =
        outcome.ending(answer.text().content(), answer.model()).costing(answer.usage(outcome));
    long limit = System.nanoTime() + CLOSING_LIMIT.toNanos();
    while (true) {
      rows.acquire();
      try {
        return answers.close(answer.caller(), answer.reserved().id(), ending).orElse(null);
      } catch (DatabaseUnavailable | PgException away) {
        if (System.nanoTime() > limit) {
          LOG.warn("An answer could not be closed; it is closed when the database is back.", away);
          return null;
        }
      } finally {
        rows.release();
      }
      Thread.sleep(500);
    }
  }
}
