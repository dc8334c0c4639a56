package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AnswerCheckpoint;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerSnapshot;
import io.sardonyx.answers.CheckpointResult;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.events.EventBus;
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
 * Delivers one answer to its readers and its target. {@link AnswerFlusher} says when readers get
 * the next part; checkpoints are stored on a thread of their own, so that a slow database does not
 * hold up the readers.
 */
final class AnswerDelivery {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  /** Per node; with more answers than that, each is stored less often. */
  private static final int CHECKPOINTS_PER_SECOND = 250;

  /** Then the answer is left to {@link AnswerSweeper}. */
  private static final Duration END_TIMEOUT = Duration.ofMinutes(1);

  private static final Logger LOG = Logger.getLogger(AnswerDelivery.class);

  private final RunningAnswer answer;
  private final AnswerFlusher flusher;
  private final EventBus.EphemeralStream readers;
  private final Semaphore writes;
  private final Settings settings;
  private final ReentrantLock delivering = new ReentrantLock();
  private final AtomicInteger shared = new AtomicInteger();
  private final AtomicBoolean storing = new AtomicBoolean();
  private long checkpointAt = System.nanoTime();

  /**
   * @param writes a permit is held while the target is written
   * @param settings how long the model may return nothing
   */
  AnswerDelivery(
      RunningAnswer answer,
      AnswerFlusher flusher,
      EventBus events,
      Semaphore writes,
      Settings settings) {
    this.answer = answer;
    this.flusher = flusher;
    this.readers = events.openEphemeral(answer.target().topic());
    this.writes = writes;
    this.settings = settings;
  }

  /**
   * Returns when the answer has ended.
   *
   * @return its final state; null if somebody else ended it or it is gone
   */
  @Nullable AnswerSnapshot run() throws InterruptedException {
    try (readers) {
      flusher.add(this);
      try {
        answer.awaitResult();
      } finally {
        flusher.remove(this);
      }
      deliverPart();
    }
    flusher.share(List.of(this));
    return end();
  }

  /** Called by {@link AnswerFlusher}. */
  void flush() {
    deliverPart();
    checkpointIfDue();
    var timeout =
        answer.output().hasOutput() ? settings.modelTimeout() : settings.modelFirstTokenTimeout();
    if (answer.idleTime().compareTo(timeout) > 0) {
      answer.end(
          AnswerResult.interrupted(
              "The model returned nothing for %d seconds.".formatted(timeout.toSeconds())));
    }
  }

  private void deliverPart() {
    delivering.lock(); // Parts are published in the order of their numbers by any thread.
    try {
      var part = answer.cutPart();
      if (part != null) {
        readers.publish(AnswerPart.EVENT, part.json());
      }
    } finally {
      delivering.unlock();
    }
  }

  /** The parts that are not in Redis yet, in order. */
  List<AnswerPart> unshared() {
    return answer.partsAfter(shared.get());
  }

  void setShared(int lastPart) {
    shared.accumulateAndGet(lastPart, Math::max);
  }

  private void checkpointIfDue() {
    long interval =
        CHECKPOINT_INTERVAL.toNanos() * Math.max(1, flusher.answers() / CHECKPOINTS_PER_SECOND);
    if (System.nanoTime() - checkpointAt < interval || storing.get() || !writes.tryAcquire()) {
      return;
    }
    storing.set(true);
    checkpointAt = System.nanoTime();
    var text = answer.text();
    Thread.ofVirtual()
        .name("answer-checkpoint-", 0)
        .start(() -> {
          try {
            checkpoint(text);
          } finally {
            writes.release();
            storing.set(false);
          }
        });
  }

  private void checkpoint(RunningAnswer.Text text) {
    try {
      var stored =
          answer
              .target()
              .checkpoint(
                  answer.caller(),
                  new AnswerCheckpoint(
                      text.content(), text.part(), answer.model(), answer.promptTokens()));
      if (stored != CheckpointResult.CONTINUE) {
        answer.end(AnswerResult.stopped());
      }
    } catch (DatabaseUnavailable away) {
      LOG.debugf("The checkpoint of an answer was not stored: %s", away.getMessage());
    } catch (RuntimeException | Error failure) {
      LOG.error("The checkpoint of an answer was not stored", failure);
    }
  }

  private @Nullable AnswerSnapshot end() throws InterruptedException {
    var result = answer.finalResult();
    long limit = System.nanoTime() + END_TIMEOUT.toNanos();
    while (true) {
      writes.acquire();
      try {
        return answer.target().end(answer.caller(), result).orElse(null);
      } catch (DatabaseUnavailable | PgException away) {
        if (System.nanoTime() > limit) {
          LOG.warn("The end of an answer was not stored; it is when the database is back.", away);
          return null;
        }
      } finally {
        writes.release();
      }
      Thread.sleep(500);
    }
  }
}
