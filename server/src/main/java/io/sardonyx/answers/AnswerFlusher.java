package io.sardonyx.answers;

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
 * When the readers of this node's answers get what was heard: all in one beat, so that a thousand
 * answers cost no thousand timers, and what they tell other nodes goes over the wire together. What
 * a model says between two beats travels as one part. There is no beat where nothing is answered.
 */
final class AnswerFlusher {
  /** So short that text seems to flow, so long that fast models do not cost a message per token. */
  private static final Duration INTERVAL = Duration.ofMillis(30);

  /** A beat's answers take turns, so that what they have to say does not all come at once. */
  private static final int TURNS = 6;

  /** When a turn takes long, others have to do something too. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(2);

  /** Other nodes' readers hear at once; what they may have missed is found in Redis after this. */
  static final Duration SHARE_INTERVAL = Duration.ofMillis(100);

  private static final Logger LOG = Logger.getLogger(AnswerFlusher.class);

  private final AnswerParts parts;
  private final Map<AnswerDelivery, Integer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger added = new AtomicInteger();
  private final AtomicBoolean beating = new AtomicBoolean();
  private final AtomicBoolean sharing = new AtomicBoolean();

  AnswerFlusher(AnswerParts parts) {
    this.parts = parts;
  }

  void add(AnswerDelivery answer) {
    answers.put(answer, Math.floorMod(added.getAndIncrement(), TURNS));
    if (beating.compareAndSet(false, true)) {
      // Not a virtual one: it would wait its turn among those who hear the models.
      Thread.ofPlatform().daemon().name("answer-beat").start(this::beat);
    }
  }

  void remove(AnswerDelivery answer) {
    answers.remove(answer);
  }

  /** How many there are. */
  int answers() {
    return answers.size();
  }

  /** Looks once more after it has said that it ends: who came meanwhile may have relied on it. */
  private void beat() {
    int turn = 0;
    long sharedAt = System.nanoTime();
    do {
      while (!answers.isEmpty()) {
        long begin = System.nanoTime();
        deliver(turn);
        turn = (turn + 1) % TURNS;
        if (begin - sharedAt > SHARE_INTERVAL.toNanos()) {
          sharedAt = begin;
          shareBesides();
        }
        long left = INTERVAL.toNanos() / TURNS - (System.nanoTime() - begin);
        LockSupport.parkNanos(Math.max(left, LEAST_PAUSE.toNanos()));
      }
      beating.set(false);
    } while (!answers.isEmpty() && beating.compareAndSet(false, true));
  }

  private void deliver(int turn) {
    answers.forEach((answer, itsTurn) -> {
      if (itsTurn == turn) {
        try {
          answer.beat();
        } catch (RuntimeException failure) {
          LOG.error("A part of an answer could not be delivered", failure);
        }
      }
    });
  }

  /** Redis may be slow, and the beat waits for nobody. */
  private void shareBesides() {
    if (sharing.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("share-parts")
          .start(() -> {
            try {
              share(answers.keySet());
            } finally {
              sharing.set(false);
            }
          });
    }
  }

  /** What is not shared now is by a later beat, when Redis is back. */
  void share(Collection<AnswerDelivery> from) {
    var owners = new ArrayList<AnswerDelivery>();
    var all = new ArrayList<List<AnswerPart>>();
    for (var answer : from) {
      var waiting = answer.notShared();
      if (!waiting.isEmpty()) {
        owners.add(answer);
        all.add(waiting);
      }
    }
    int done = parts.add(all);
    for (int i = 0; i < done; i++) {
      owners.get(i).shared(all.get(i).getLast().part());
    }
  }
}
