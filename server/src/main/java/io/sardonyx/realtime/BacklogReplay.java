package io.sardonyx.realtime;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.events.EventLog.Head;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings a subscription from the last number that its client has seen to what happens now: the
 * missing events from the log, then what was held meanwhile, then {@code caught_up}; or, where that
 * is impossible or too much, {@code snapshot_needed}. Reads in the caller's name, so that it ends
 * where the access does. Runs on virtual threads.
 */
@Singleton
final class BacklogReplay {
  private static final int PAGE = 100;

  /** When a node ends, its clients come here all at once; the database has other things to do. */
  private static final int READING_AT_ONCE = 32;

  /** Who misses more with every reading is not going to catch up. */
  private static final int ROUNDS = 100;

  private static final long ROOM_SECONDS = 30;
  private static final long PAUSE_MILLIS = 500;
  private static final Logger LOG = Logger.getLogger(BacklogReplay.class);

  private final Database database;
  private final Semaphore turns = new Semaphore(READING_AT_ONCE);

  BacklogReplay(Database database) {
    this.database = database;
  }

  /**
   * @param afterSeq the last number that the client has; null to begin with what comes
   * @param head as the caller may see it
   */
  void begin(Subscription subscription, @Nullable Long afterSeq, Head head) {
    start(
        subscription,
        () -> {
          long start = afterSeq == null ? head.headSeq() : afterSeq;
          onLoop(subscription, sub -> sub.startAfter(start));
          return head;
        });
  }

  /** From where it was, because it missed something or its access is in question. */
  void again(Subscription subscription) {
    start(subscription, () -> null);
  }

  private void start(Subscription subscription, Supplier<@Nullable Head> prepare) {
    Thread.ofVirtual()
        .name("catch-up")
        .start(() -> {
          try {
            run(subscription, prepare.get());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RejectedExecutionException ending) {
            LOG.debug("Catching up ends with the program");
          } catch (RuntimeException e) {
            LOG.error("Catching up failed", e);
            close(subscription, CloseCode.SERVER_ERROR, "could not catch up");
          }
        });
  }

  private void run(Subscription subscription, @Nullable Head known) throws InterruptedException {
    var head = known;
    for (int round = 0; round < ROUNDS && !subscription.isEnded(); round++) {
      try {
        if (head == null) {
          head = head(subscription);
        }
        if (head == null) {
          onLoop(subscription, sub -> sub.socket().endForLostAccess(sub));
          return;
        }
        catchUp(subscription, head);
        if (ask(subscription, BacklogReplay::goLive)) {
          return;
        }
      } catch (DatabaseUnavailable | PgException e) {
        LOG.debugf("The log cannot be read now: %s", e.getMessage());
        Thread.sleep(PAUSE_MILLIS);
      }
      head = null;
    }
    close(subscription, CloseCode.SERVER_ERROR, "could not catch up");
  }

  private void catchUp(Subscription subscription, Head head) throws InterruptedException {
    long seq = ask(subscription, Subscription::lastSeq);
    boolean impossible = seq > head.headSeq() || seq < head.trimmedSeq();
    if (impossible || head.headSeq() - seq > SocketLimits.BACKLOG) {
      onLoop(subscription, sub -> sub.socket().snapshotNeeded(sub, head.headSeq()));
      return;
    }
    while (seq < head.headSeq()) {
      long from = seq;
      var page = read(subscription, tx -> EventLog.after(tx, subscription.topic(), from, PAGE));
      seq = send(subscription, page);
      if (seq == from) {
        passTheHole(subscription);
        return;
      }
    }
  }

  /**
   * What the log does not have though it was below the head is gone for good: numbers are given in
   * the transaction that writes the event. Unless the topic is not to be seen any more.
   */
  private void passTheHole(Subscription subscription) throws InterruptedException {
    var head = head(subscription);
    onLoop(
        subscription,
        sub -> {
          if (head == null) {
            sub.socket().endForLostAccess(sub);
          } else {
            sub.socket().snapshotNeeded(sub, head.headSeq());
          }
        });
  }

  private @Nullable Head head(Subscription subscription) throws InterruptedException {
    return read(subscription, tx -> EventLog.head(tx, subscription.topic()).orElse(null));
  }

  /** In pieces, each when there is room for it: our own backlog makes nobody a slow consumer. */
  private long send(Subscription subscription, List<Event> page) throws InterruptedException {
    int piece = subscription.socket().queue().limit() / 4;
    var events = new ArrayList<Event>();
    int size = 0;
    for (var event : page) {
      events.add(event);
      size += event.data().length();
      if (size > piece) {
        sendNow(subscription, List.copyOf(events));
        events.clear();
        size = 0;
      }
    }
    sendNow(subscription, events);
    return ask(subscription, Subscription::lastSeq);
  }

  private void sendNow(Subscription subscription, List<Event> events) throws InterruptedException {
    var room =
        ask(
            subscription,
            sub -> {
              events.forEach(sub::backlog);
              return sub.socket().queue().room();
            });
    awaitRoom(subscription, room);
  }

  private static void awaitRoom(Subscription subscription, CompletableFuture<Void> room)
      throws InterruptedException {
    try {
      room.get(ROOM_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      close(subscription, CloseCode.SLOW_CONSUMER, "come back and resume");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean goLive(Subscription subscription) {
    if (!subscription.goLive()) {
      return false;
    }
    if (subscription.isLive()) {
      subscription.socket().pushHead(subscription.topic(), "caught_up", subscription.lastSeq());
    }
    return true;
  }

  private <T extends @Nullable Object> T read(
      Subscription subscription, Function<Statements, T> reading) throws InterruptedException {
    turns.acquire();
    try {
      return reading.apply(database.reading(caller(subscription)));
    } finally {
      turns.release();
    }
  }

  private static Caller caller(Subscription subscription) {
    return subscription.socket().principal().orElseThrow().caller();
  }

  private static <T> T ask(Subscription subscription, Function<Subscription, T> question) {
    return subscription.socket().group().call(() -> question.apply(subscription));
  }

  private static void onLoop(Subscription subscription, Consumer<Subscription> task) {
    subscription.socket().group().execute(() -> task.accept(subscription));
  }

  private static void close(Subscription subscription, CloseCode code, String cause) {
    onLoop(subscription, sub -> sub.socket().close(code, cause));
  }
}
