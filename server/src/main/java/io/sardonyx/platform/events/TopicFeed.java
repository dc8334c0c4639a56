package io.sardonyx.platform.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One topic on this node: whatever is published late, twice, out of order or never, the listeners
 * get every event once and in order. The next number is delivered; a lower one was delivered
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

  /** The access version of a topic that was deleted. */
  private static final long GONE = Long.MAX_VALUE;

  private final Topic topic;
  private final Consumer<TopicFeed> repairs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TopicListener, Integer> listeners = new ConcurrentHashMap<>();
  private final TreeMap<Long, Event> waiting = new TreeMap<>();
  private volatile long delivered = NOT_STARTED;
  private volatile long head = NOT_STARTED;
  private long accessVersion = NOT_STARTED;
  private boolean repairing;
  private int fruitless;

  TopicFeed(Topic topic, Consumer<TopicFeed> repairs) {
    this.topic = topic;
    this.repairs = repairs;
  }

  Topic topic() {
    return topic;
  }

  /** The number of the last event that was delivered; -1 before the start. */
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

  /** The same listener may subscribe several times, and unsubscribes as often. */
  void subscribe(TopicListener listener) {
    listeners.merge(listener, 1, Integer::sum);
  }

  /**
   * @return whether nobody is left
   */
  boolean unsubscribe(TopicListener listener) {
    listeners.computeIfPresent(listener, (same, times) -> times == 1 ? null : times - 1);
    return listeners.isEmpty();
  }

  /** Events after this one are delivered. Without effect when it has started already. */
  void start(TopicPosition position) {
    lock.lock();
    try {
      if (isStarted()) {
        return;
      }
      delivered = position.headSeq();
      accessVersion = position.accessVersion();
      deliverWaiting();
    } finally {
      lock.unlock();
    }
  }

  void accept(Event event) {
    lock.lock();
    try {
      if (event.isEphemeral()) {
        deliver(new Delivery(event));
      } else if (event.seq() > delivered || !isStarted()) {
        waiting.put(event.seq(), event);
        if (waiting.size() > WAITING_LIMIT) {
          head = Math.max(head, waiting.pollLastEntry().getKey());
        }
        if (isStarted()) {
          deliverWaiting();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param version the topic's access version, as the revocation left it; when the one before it
   *     was missed, the next comparison finds out
   */
  void revoke(ReaderChange change, long version) {
    lock.lock();
    try {
      if (version == accessVersion + 1) {
        accessVersion = version;
      }
      listeners.keySet().forEach(listener -> listener.accessRevoked(topic, change));
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
        checkAccess(GONE);
      } else if (position.headSeq() < before) {
        // The store was taken back in time, and who may read with it.
        accessVersion = position.accessVersion() - 1;
        checkAccess(position.accessVersion());
        restartAt(position.headSeq());
      } else {
        checkAccess(position.accessVersion());
        head = Math.max(head, position.headSeq());
        repairIfMissing();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether something that exists was not delivered; if not, the repair is over. */
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
      checkAccess(GONE);
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
      checkAccess(position.accessVersion());
      if (position.headSeq() < before || position.trimmedSeq() > delivered) {
        restartAt(position.headSeq());
      } else {
        fill(before, position, events);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The log could not be read, or nobody subscribes any more; the next comparison asks again. */
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
        deliverNext(event);
      }
    }
    if (from == before && delivered == from && from < position.headSeq()) {
      restartAt(position.headSeq()); // The log says that it exists, and does not have it.
    }
    deliverWaiting();
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
    deliverWaiting();
  }

  private void deliverWaiting() {
    while (!waiting.isEmpty() && waiting.firstKey() <= delivered + 1) {
      var next = waiting.pollFirstEntry().getValue();
      if (next.seq() > delivered) {
        deliverNext(next);
      }
    }
    repairIfMissing();
  }

  private void deliverNext(Event event) {
    delivered = event.seq();
    deliver(new Delivery(event));
  }

  private void deliver(Delivery delivery) {
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

  /** What was read before a revocation that has arrived since changes nothing. */
  private void checkAccess(long version) {
    if (version > accessVersion) {
      accessVersion = version;
      listeners.keySet().forEach(listener -> listener.accessChanged(topic));
    }
  }
}
