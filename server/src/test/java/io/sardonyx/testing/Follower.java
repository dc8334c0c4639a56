package io.sardonyx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * A client as the protocol wants it: comes back to whatever node there is, with the last number it
 * has seen, and lets nothing pass that is not the next one.
 */
public final class Follower implements AutoCloseable {
  /** Twice the heartbeat that the tests set. */
  private static final long DEAD_AFTER_NANOS = Duration.ofSeconds(5).toNanos();

  private final IntSupplier port;
  private final String token;
  private final String topic;
  private final List<Long> seqs = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> snapshots = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile long last;
  private volatile int connections;
  private volatile boolean stopped;
  private volatile boolean cut;

  /**
   * @param port of the node to go to next
   */
  public Follower(IntSupplier port, String token, String topic) {
    this.port = port;
    this.token = token;
    this.topic = topic;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  public long last() {
    return last;
  }

  public int connections() {
    return connections;
  }

  public List<Long> seqs() {
    synchronized (seqs) {
      return List.copyOf(seqs);
    }
  }

  public List<Long> snapshots() {
    return List.copyOf(snapshots);
  }

  /** What came twice, too early or not at all. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** As a network that goes away: without a word. */
  public void cutOnce() {
    cut = true;
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }

  private void run() {
    while (!stopped) {
      try (var client = RealtimeClient.connect(port.getAsInt(), token)) {
        connections++;
        client.subscribe(topic, last);
        follow(client);
      } catch (RuntimeException | AssertionError away) {
        // The node is gone or going; another is tried.
      }
      try {
        Thread.sleep(ThreadLocalRandom.current().nextInt(50, 250));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow(RealtimeClient client) {
    int heard = 0;
    long heardAt = System.nanoTime();
    while (!stopped && !cut) {
      var pushes = client.pushes();
      if (pushes.size() > heard) {
        heardAt = System.nanoTime();
      }
      for (; heard < pushes.size(); heard++) {
        hear(pushes.get(heard));
      }
      if (client.isClosed() || System.nanoTime() - heardAt > DEAD_AFTER_NANOS) {
        return;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    cut = false;
  }

  private void hear(JsonNode push) {
    if (!push.path("topic").asText().equals(topic)) {
      return;
    }
    if (push.path("type").asText().equals("snapshot_needed")) {
      last = push.path("data").path("head_seq").asLong();
      snapshots.add(last);
    } else if (push.has("seq")) {
      long seq = push.get("seq").asLong();
      if (seq != last + 1) {
        violations.add(
            (seq > last ? "events lost" : "events twice") + ": after " + last + " came " + seq);
      }
      last = Math.max(last, seq);
      seqs.add(seq);
    }
  }
}
