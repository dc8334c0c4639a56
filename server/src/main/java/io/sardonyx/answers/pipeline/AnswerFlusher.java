package io.sardonyx.answers.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The flush loop of all answers of this node: one thread instead of a timer for each answer, and
 * one write to Redis for all of them. The output of a model between two flushes becomes one part.
 * The loop runs only while there are answers.
 */
final class AnswerFlusher {
  /** So short that text seems to flow, so long that fast models do not cost a message per token. */
  private static final Duration INTERVAL = Duration.ofMillis(30);

  /** The answers are divided into groups, so that their parts do not come all at once. */
  private static final int GROUPS = 6;

  /** When a flush takes long, other threads need the processor too. */
  private static final Duration MIN_PAUSE = Duration.ofMillis(2);

  /** Readers on other nodes get parts at once; what they may have missed is in Redis after this. */
  static final Duration SHARE_INTERVAL = Duration.ofMillis(100);

  private static final Logger LOG = Logger.getLogger(AnswerFlusher.class);

  private final AnswerParts parts;
  private final Map<AnswerDelivery, Integer> groups = new ConcurrentHashMap<>();
  private final AtomicInteger added = new AtomicInteger();
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean sharing = new AtomicBoolean();

  AnswerFlusher(AnswerParts parts) {
    this.parts = parts;
  }

  void add(AnswerDelivery answer) {
    groups.put(answer, Math.floorMod(added.getAndIncrement(), GROUPS));
    if (running.compareAndSet(false, true)) {
      // Not a virtual thread: it would compete with those that consume the models' output.
      Thread.ofPlatform().daemon().name("answer-flusher").start(this::run);
    }
  }

  void remove(AnswerDelivery answer) {
    groups.remove(answer);
  }

  /** The number of answers. */
  int answers() {
    return groups.size();
  }

  /** Looks again after it has stopped: an answer that was added meanwhile relies on it. */
  private void run() {
    int group = 0;
    long sharedAt = System.nanoTime();
    do {
      while (!groups.isEmpty()) {
        long begin = System.nanoTime();
        try {
          flush(group);
          group = (group + 1) % GROUPS;
          if (begin - sharedAt > SHARE_INTERVAL.toNanos()) {
            sharedAt = begin;
            startSharing();
          }
        } catch (RuntimeException | Error failure) {
          LOG.error(
              "Parts of answers were not delivered", failure); // All answers rely on the loop.
        }
        long left = INTERVAL.toNanos() / GROUPS - (System.nanoTime() - begin);
        LockSupport.parkNanos(Math.max(left, MIN_PAUSE.toNanos()));
      }
      running.set(false);
    } while (!groups.isEmpty() && running.compareAndSet(false, true));
  }

  private void flush(int group) {
    groups.forEach((answer, itsGroup) -> {
      if (itsGroup == group) {
        try {
          answer.flush();
        } catch (RuntimeException | Error failure) {
          LOG.error("A part of an answer was not delivered", failure);
        }
      }
    });
  }

  /** On a thread of its own: Redis may be slow, and the loop does not wait. */
  private void startSharing() {
    if (sharing.compareAndSet(false, true)) {
      try {
        Thread.ofVirtual().name("answer-share-", 0).start(this::shareAll);
      } catch (Error noThread) {
        sharing.set(false);
        throw noThread;
      }
    }
  }

  private void shareAll() {
    try {
      share(groups.keySet());
    } finally {
      sharing.set(false);
    }
  }

  /** Writes parts to Redis. What fails is repeated by a later call, when Redis is back. */
  void share(Collection<AnswerDelivery> answers) {
    var owners = new ArrayList<AnswerDelivery>();
    var all = new ArrayList<List<AnswerPart>>();
    for (var answer : answers) {
      var waiting = answer.unshared();
      if (!waiting.isEmpty()) {
        owners.add(answer);
        all.add(waiting);
      }
    }
    int done = parts.add(all);
    for (int i = 0; i < done; i++) {
      owners.get(i).setShared(all.get(i).getLast().part());
    }
  }
}
