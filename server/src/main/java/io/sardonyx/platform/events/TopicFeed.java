package io.sardonyx.platform.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One topic as this node hears it: whatever is published late, twice, out of order or never, the
 * listeners get every event once and in order. The next number is told; a lower one was told
 * already; a higher one waits until the hole before it was read from the log.
 *
 * <p>Does no reading itself: {@code repairs} is asked to, and answers with {@link #filled}.
 */
final class TopicFeed {
  /** What may wait behind a hole; the rest is read from the log too. */
  static final int WAITING_LIMIT = 1_000;

  /** Readings of the log that did not have what was published; it is read with pauses. */
  private static final int GIVE_UP_AFTER = 5;

  private static final long NOT_STARTED = -1;

  private final Topic topic;
  private final Consumer<TopicFeed> repairs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TopicListener, Integer> listeners = new ConcurrentHashMap<>();
  private final TreeMap<Long, Event> waiting = new TreeMap<>();
  private volatile long delivered = NOT_STARTED;
  private volatile long head = NOT_STARTED;
  private @Nullable String access;
  private boolean repairing;
  private int fruitless;

  TopicFeed(Topic topic, Consumer<TopicFeed> repairs) {
    this.topic = topic;
    this.repairs = repairs;
  }

  Topic topic() {
    return topic;
  }

  /** The number of the last event that the listeners were told; -1 before the start. */
  long delivered() {
    return delivered;
  }

  /** The highest number that is known to exist; -1 before the start. */
  long head() {
    return Math.max(head, delivered);
  }

  boolean isStarted() {
    return delivered != NOT_STARTED;
  }

  /** The same listener may join several times, and leaves as often. */
  void join(TopicListener listener) {
    listeners.merge(listener, 1, Integer::sum);
  }

  /**
   * @return whether nobody is left
   */
  boolean leave(TopicListener listener) {
    listeners.computeIfPresent(listener, (same, times) -> times == 1 ? null : times - 1);
    return listeners.isEmpty();
  }

  /** Events after this one are told. Without effect when it has started already. */
  void start(TopicPosition position) {
    lock.lock();
    try {
      if (isStarted()) {
        return;
      }
      delivered = position.headSeq();
      access = position.access();
      tellWaiting();
    } finally {
      lock.unlock();
    }
  }

  void accept(Event event) {
    lock.lock();
    try {
      if (event.isEphemeral()) {
        tell(new Delivery(event));
      } else if (event.seq() > delivered || !isStarted()) {
        waiting.put(event.seq(), event);
        if (waiting.size() > WAITING_LIMIT) {
          head = Math.max(head, waiting.pollLastEntry().getKey());
        }
        if (isStarted()) {
          tellWaiting();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void restrict(UUID userId) {
    lock.lock();
    try {
      listeners.keySet().forEach(listener -> listener.restricted(topic, userId));
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param before what {@link #delivered} was before the log was asked
   * @param position what it said; null when there is no such topic any more
   */
  void compare(long before, @Nullable TopicPosition position) {
    lock.lock();
    try {
      if (!isStarted()) {
        return;
      }
      if (position == null) {
        accessIs("gone");
      } else if (position.headSeq() < before) {
        restartAt(position.headSeq());
      } else {
        accessIs(position.access());
        head = Math.max(head, position.headSeq());
        repairIfMissing();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether something that exists was not told; if not, the repair is over. */
  boolean needsRepair() {
    lock.lock();
    try {
      repairing = isMissing();
      return repairing;
    } finally {
      lock.unlock();
    }
  }

  /** The topic was deleted: there is nothing to read any more. */
  void gone() {
    lock.lock();
    try {
      waiting.clear();
      head = delivered;
      accessIs("gone");
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param before what {@link #delivered} was before the log was asked
   * @param position where the topic stood before {@code events} were read
   * @param events what the log has after {@code before}, as many as fit a page
   */
  void filled(long before, TopicPosition position, List<Event> events) {
    lock.lock();
    try {
      accessIs(position.access());
      if (position.headSeq() < before || position.trimmedSeq() > delivered) {
        restartAt(position.headSeq());
      } else {
        fill(before, position, events);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The log could not be read, or nobody listens any more; the next comparison asks again. */
  void notFilled() {
    lock.lock();
    try {
      repairing = false;
    } finally {
      lock.unlock();
    }
  }

  private void fill(long before, TopicPosition position, List<Event> events) {
    long from = delivered;
    for (var event : events) {
      if (event.seq() == delivered + 1) {
        tellNext(event);
      }
    }
    if (from == before && delivered == from && from < position.headSeq()) {
      restartAt(position.headSeq()); // The log says that it exists, and does not have it.
    }
    tellWaiting();
    fruitless = delivered > from ? 0 : fruitless + 1;
    if (fruitless == GIVE_UP_AFTER) {
      // The store was taken back in time: what waits behind the hole was never there.
      fruitless = 0;
      waiting.clear();
      head = delivered;
    }
  }

  private void restartAt(long seq) {
    delivered = seq;
    head = seq;
    waiting.headMap(seq, true).clear();
    listeners.keySet().forEach(listener -> listener.snapshotNeeded(topic, seq));
    tellWaiting();
  }

  private void tellWaiting() {
    while (!waiting.isEmpty() && waiting.firstKey() <= delivered + 1) {
      var next = waiting.pollFirstEntry().getValue();
      if (next.seq() > delivered) {
        tellNext(next);
      }
    }
    repairIfMissing();
  }

  private void tellNext(Event event) {
    delivered = event.seq();
    tell(new Delivery(event));
  }

  private void tell(Delivery delivery) {
    for (var listener : new ArrayList<>(listeners.keySet())) {
      listener.deliver(delivery);
    }
  }

  private boolean isMissing() {
    return isStarted() && (!waiting.isEmpty() || head > delivered);
  }

  private void repairIfMissing() {
    if (!repairing && isMissing()) {
      repairing = true;
      repairs.accept(this);
    }
  }

  private void accessIs(String now) {
    if (access != null && !access.equals(now)) {
      listeners.keySet().forEach(listener -> listener.accessChanged(topic));
    }
    access = now;
  }
}
