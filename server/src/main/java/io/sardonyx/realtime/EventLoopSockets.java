package io.sardonyx.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.sardonyx.platform.events.Delivery;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.ReaderChange;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.events.TopicListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The sockets of one event loop. An event crosses to the loop once, however many of them receive
 * it, and what has gathered meanwhile goes out with one flush for each socket.
 */
final class EventLoopSockets implements TopicListener {
  private static final int AT_ONCE = 256;

  /** Beyond, the loop has no time left, and ephemeral events are not queued for it. */
  private static final int BUSY = 10_000;

  private static final long CALL_SECONDS = 10;

  private final EventLoop loop;
  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Set<Socket> sockets = new HashSet<>();
  private final Map<Topic, List<Subscription>> subscriptions = new HashMap<>();
  private final Set<Socket> unflushed = new HashSet<>();

  EventLoopSockets(EventLoop loop) {
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  void add(Socket socket) {
    sockets.add(socket);
  }

  void remove(Socket socket) {
    sockets.remove(socket);
    unflushed.remove(socket);
  }

  void add(Subscription subscription) {
    subscriptions.computeIfAbsent(subscription.topic(), t -> new ArrayList<>()).add(subscription);
  }

  void remove(Subscription subscription) {
    subscriptions.computeIfPresent(
        subscription.topic(),
        (topic, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }

  /** On the loop: the sockets as they are now. */
  List<Socket> sockets() {
    return List.copyOf(sockets);
  }

  /** Its frames go out when the loop has done what it has to do. */
  void flushLater(Socket socket) {
    if (unflushed.isEmpty()) {
      schedule();
    }
    unflushed.add(socket);
  }

  /** Runs on the loop, in the order of the calls. */
  void execute(Runnable task) {
    work.add(task);
    waiting.incrementAndGet();
    schedule();
  }

  /**
   * Runs on the loop and waits for it; for virtual threads.
   *
   * @throws RejectedExecutionException when the program ends
   */
  <T> T call(Supplier<T> task) {
    var result = new CompletableFuture<T>();
    execute(() -> {
      try {
        result.complete(task.get());
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get(CALL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new RejectedExecutionException("The event loop does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException(e);
    }
  }

  @Override
  public void deliver(Delivery delivery) {
    var event = delivery.event();
    if (event.isEphemeral() && waiting.get() > BUSY) {
      return;
    }
    var frame = delivery.encoded(Frames::event);
    execute(() -> fanOut(event, frame));
  }

  @Override
  public void snapshotNeeded(Topic topic, long headSeq) {
    execute(() -> forEach(topic, each -> each.socket().snapshotNeeded(each, headSeq)));
  }

  @Override
  public void accessRevoked(Topic topic, ReaderChange change) {
    execute(() ->
        forEach(
            topic,
            each -> {
              if (each.socket().isRevokedBy(change)) {
                each.socket().endForLostAccess(each);
              }
            }));
  }

  @Override
  public void accessChanged(Topic topic) {
    execute(() ->
        forEach(
            topic,
            each -> {
              if (each.catchUpAgain()) {
                each.socket().catchUp(each);
              }
            }));
  }

  private void fanOut(Event event, byte[] frame) {
    var all = subscriptions.get(event.topic());
    if (all == null) {
      return;
    }
    // On its way out it is copied once for each receiver, unless it lies where the system takes it.
    ByteBuf shared =
        all.size() == 1
            ? Unpooled.wrappedBuffer(frame)
            : Unpooled.directBuffer(frame.length).writeBytes(frame);
    // Backwards: whoever is closed for being slow takes its own subscription out.
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).deliver(event, shared);
    }
    shared.release();
  }

  private void forEach(Topic topic, Consumer<Subscription> action) {
    List.copyOf(subscriptions.getOrDefault(topic, List.of())).forEach(action);
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::run);
    }
  }

  private void run() {
    scheduled.set(false);
    for (int done = 0; done < AT_ONCE; done++) {
      var next = work.poll();
      if (next == null) {
        break;
      }
      waiting.decrementAndGet();
      next.run();
    }
    var flushing = List.copyOf(unflushed);
    unflushed.clear();
    flushing.forEach(Socket::flush);
    if (!work.isEmpty()) {
      schedule();
    }
  }
}
