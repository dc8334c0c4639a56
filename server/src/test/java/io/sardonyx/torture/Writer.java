package io.sardonyx.torture;

import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends one message after the other to a session of its own, each to whatever node
 * there is, again and again until one acknowledges it; and keeps a ledger of what was acknowledged.
 * Some it sends once more after that, as clients do to whom the acknowledgement got lost.
 */
final class Writer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int MESSAGES_A_REPEAT = 8;

  private final Supplier<Node> node;
  private final Http client;
  private final String session;
  private final Map<UUID, String> acknowledged = new LinkedHashMap<>();
  private final List<String> twice = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean abandoned;
  private final AtomicInteger repeated = new AtomicInteger();
  private volatile @Nullable String refusal;

  /**
   * @param node the one to try next
   */
  Writer(Supplier<Node> node, Http client, String session) {
    this.node = node;
    this.client = client;
    this.session = session;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  String session() {
    return session;
  }

  /** The ids that the server gave, by those that the client made. */
  Map<UUID, String> acknowledged() {
    synchronized (acknowledged) {
      return Map.copyOf(acknowledged);
    }
  }

  int count() {
    synchronized (acknowledged) {
      return acknowledged.size();
    }
  }

  /** How often the server said that it had the message already. */
  int repeated() {
    return repeated.get();
  }

  /** What was acknowledged under two ids; and what was refused, and nothing sent after it. */
  List<String> wrong() {
    synchronized (acknowledged) {
      var wrong = new ArrayList<>(twice);
      if (refusal != null) {
        wrong.add(refusal);
      }
      return wrong;
    }
  }

  boolean hasGivenUp() {
    return refusal != null;
  }

  /** Sends no more; what was begun is sent until it is acknowledged, for a minute at most. */
  @Override
  public void close() {
    stopped = true;
    try {
      if (!thread.join(LIMIT)) {
        refusal = "The last message was not acknowledged within " + LIMIT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives up what was begun, too. */
  void abandon() {
    stopped = true;
    abandoned = true;
  }

  private void run() {
    for (int i = 0; !stopped && refusal == null; i++) {
      var id = UUID.randomUUID();
      var message =
          Map.<String, Object>of(
              "client_message_id", id, "content", "message " + i, "answer", false);
      sendUntilAcknowledged(id, message);
      if (i % MESSAGES_A_REPEAT == 0) {
        sendUntilAcknowledged(id, message);
      }
      pause(5, 20);
    }
  }

  private void sendUntilAcknowledged(UUID id, Map<String, Object> message) {
    while (refusal == null && !abandoned && !send(id, message)) {
      pause(20, 80);
    }
  }

  private boolean send(UUID id, Map<String, Object> message) {
    try {
      var answer =
          client.at(node.get()).post("/api/v1/chat/sessions/" + session + "/messages", message);
      switch (answer.status()) {
        case 200, 201 -> {
          acknowledged(id, answer.text("/message/id"));
          repeated.addAndGet(answer.status() == 200 ? 1 : 0);
          return true;
        }
        case 429, 503 -> {
          return false;
        }
        default -> {
          refusal = answer.status() + " " + answer.body();
          return false;
        }
      }
    } catch (RuntimeException gone) {
      return false;
    }
  }

  private void acknowledged(UUID id, String as) {
    synchronized (acknowledged) {
      var before = acknowledged.putIfAbsent(id, as);
      if (before != null && !before.equals(as)) {
        twice.add("acknowledged twice: as %s and as %s".formatted(before, as));
      }
    }
  }

  private static void pause(int from, int to) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(from, to));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
