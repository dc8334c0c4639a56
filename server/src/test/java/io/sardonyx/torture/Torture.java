package io.sardonyx.torture;

import io.sardonyx.testing.Cluster;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Follower;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * Clients that write and read, while a node, Redis and PostgreSQL are killed in turns; and what has
 * become of what they were told.
 */
final class Torture implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of("SARDONYX_REALTIME_HEARTBEAT_SECONDS", "2");
  private static final int WRITERS = 6;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** How many acknowledgements there must be between two kills: things went on. */
  private static final int PROGRESS = 30;

  private static final int CYCLES_A_REPORT = 50;

  /** What stands around a node starts it again when it ends while its stores are killed. */
  private static final int STARTS = 5;

  private enum Kill {
    NODE,
    REDIS,
    POSTGRES
  }

  private final List<Writer> writers = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();
  private final Map<Kill, Integer> kills = new EnumMap<>(Kill.class);
  private final long begun = System.nanoTime();
  private final Cluster cluster;
  private final Http client;
  private CompletableFuture<Void> starting = CompletableFuture.runAsync(() -> {}, Runnable::run);

  private Torture(Cluster cluster) {
    this.cluster = cluster;
    var admin = Http.of(cluster.node(0)).signedInAsAdmin();
    var key =
        admin
            .post(
                "/api/v1/api-keys",
                Map.of("name", "torture", "scopes", List.of("chat:read", "chat:write")))
            .expect(201)
            .text("/key");
    this.client = Http.of(cluster.node(0)).as(key);
    for (int i = 0; i < WRITERS; i++) {
      var session = client.post("/api/v1/chat/sessions", Map.of()).expect(201).text("/id");
      writers.add(new Writer(this::anyNode, client, session));
      followers.add(follower(session));
    }
  }

  static Torture begin() {
    return new Torture(Cluster.start(2, SETTINGS));
  }

  /** With nodes in which something is broken. */
  static Torture begin(Mutant mutant) {
    return new Torture(Cluster.start(2, SETTINGS, mutant.classes()));
  }

  Cluster cluster() {
    return cluster;
  }

  Writer writer(int which) {
    return writers.get(which);
  }

  Follower follower(String session) {
    return new Follower(() -> anyNode().port(), client.token(), "chat_session:" + session);
  }

  /**
   * Kills as often; then everybody says what they had begun to say, and every reader reads to the
   * end.
   *
   * @throws AssertionError that names what was lost, came twice or is missing
   */
  void run(int cycles) throws SQLException {
    for (int cycle = 1; cycle <= cycles; cycle++) {
      awaitProgress(acknowledged());
      kill(Kill.values()[cycle % Kill.values().length]);
      awaitProgress(acknowledged());
      if (cycle % CYCLES_A_REPORT == 0) {
        report(cycle, Audit.Counts.of(audit(false)));
      }
    }
    starting.join();
    writers.forEach(Writer::close);
    var wrong = audit(true);
    awaitEnd();
    for (int i = 0; i < WRITERS; i++) {
      wrong.addAll(unread(followers.get(i), writers.get(i)));
    }
    report(cycles, Audit.Counts.of(wrong));
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }

  /**
   * @param over whether nobody writes any more
   */
  private List<String> audit(boolean over) throws SQLException {
    var wrong = new ArrayList<String>();
    for (var writer : writers) {
      wrong.addAll(writer.wrong());
    }
    try (var superuser = cluster.postgres().superuser()) {
      var audit = new Audit(superuser);
      for (var writer : writers) {
        // Taken before the database is asked: what is acknowledged meanwhile is not missed there.
        var acknowledged = writer.acknowledged();
        wrong.addAll(
            over
                ? audit.of(writer.session(), acknowledged)
                : audit.soFar(writer.session(), acknowledged));
      }
    }
    return wrong;
  }

  /** Until everybody has read to the end; not for long any more when somebody cannot. */
  private void awaitEnd() {
    long begin = System.nanoTime();
    while (!haveReadAll()) {
      boolean lost = followers.stream().anyMatch(each -> !each.violations().isEmpty());
      if (System.nanoTime() - begin > (lost ? GRACE : LIMIT).toNanos()) {
        return;
      }
      pause();
    }
  }

  private boolean haveReadAll() {
    for (int i = 0; i < WRITERS; i++) {
      if (followers.get(i).last() < writers.get(i).count()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> unread(Follower follower, Writer writer) {
    var wrong = new ArrayList<>(follower.violations());
    follower.snapshots().forEach(head -> wrong.add("events lost: a snapshot at " + head));
    long head = writer.count();
    if (wrong.isEmpty()
        && !follower.seqs().equals(LongStream.rangeClosed(1, head).boxed().toList())) {
      wrong.add("events lost: a reader has %d of %d".formatted(follower.seqs().size(), head));
    }
    return wrong;
  }

  private void kill(Kill what) {
    switch (what) {
      case NODE -> {
        starting.join(); // One is always there.
        int which = ThreadLocalRandom.current().nextInt(2);
        cluster.node(which).kill();
        // On a thread of its own: others wait for the common pool, which is small.
        starting = CompletableFuture.runAsync(() -> startAgain(which), Thread.ofVirtual()::start);
      }
      case REDIS -> {
        cluster.redis().kill();
        cluster.redis().restart();
      }
      case POSTGRES -> cluster.postgres().killAndRestart();
    }
    kills.merge(what, 1, Integer::sum);
  }

  private void startAgain(int which) {
    for (int i = 1; ; i++) {
      try {
        cluster.startAgain(which);
        return;
      } catch (IllegalStateException ended) {
        if (i == STARTS) {
          throw ended;
        }
      }
    }
  }

  private void awaitProgress(long from) {
    Eventually.within(
        LIMIT,
        () -> acknowledged() >= from + PROGRESS || writers.stream().anyMatch(Writer::hasGivenUp),
        () -> "No progress since " + from + ": " + writers.stream().map(Writer::wrong).toList());
  }

  private long acknowledged() {
    return writers.stream().mapToLong(Writer::count).sum();
  }

  private Node anyNode() {
    return cluster.node(ThreadLocalRandom.current().nextInt(2));
  }

  private void report(int cycle, Audit.Counts counts) {
    System.out.printf(
        "Torture: %,d kills in %d s (%s): %,d acknowledged, %,d repeated, %d lost, %d twice, %d"
            + " holes; %,d reconnections%n",
        cycle,
        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
        kills,
        acknowledged(),
        writers.stream().mapToLong(Writer::repeated).sum(),
        counts.lost(),
        counts.twice(),
        counts.holes(),
        followers.stream().mapToInt(Follower::connections).sum() - WRITERS);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    writers.forEach(Writer::abandon);
    followers.forEach(Follower::close);
    starting.handle((done, failed) -> true).join();
    cluster.close();
  }
}
