package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the network does to publications, listeners get every event once and in order. */
class TopicFeedTest {
  private static final Topic TOPIC = new Topic("chat_session", UUID.randomUUID());

  static LongStream seeds() {
    return LongStream.range(0, 2_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyEventIsDeliveredOnceAndInOrder(long seed) {
    var world = new World(new Random(seed));
    for (int step = 0; step < 120; step++) {
      world.step();
    }
    world.settle();
    assertThat(world.heard.seqs)
        .as("seed %d", seed)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, world.head).boxed().toList());
    assertThat(world.heard.snapshots).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatTheLogHasForgottenIsSaid(long seed) {
    var random = new Random(seed);
    var world = new World(random);
    for (int step = 0; step < 120; step++) {
      if (random.nextInt(25) == 0) {
        world.trimmed = world.head;
      }
      world.step();
    }
    world.settle();
    // Every number is either heard, or below a head that a snapshot was needed for.
    long expected = 1;
    int snapshot = 0;
    var seqs = new ArrayList<>(world.heard.seqs);
    while (expected <= world.head) {
      if (!seqs.isEmpty() && seqs.getFirst() == expected) {
        seqs.removeFirst();
        expected++;
      } else {
        assertThat(world.heard.snapshots)
            .as("seed %d, at %d", seed, expected)
            .hasSizeGreaterThan(snapshot);
        expected = Math.max(expected, world.heard.snapshots.get(snapshot++) + 1);
      }
    }
    assertThat(seqs).as("seed %d", seed).isEmpty();
  }

  @Test
  void aStoreThatWasTakenBackInTimeNeedsASnapshot() {
    var world = new World(new Random(1));
    world.commit(10);
    world.publishAll();
    world.head = 4;
    world.feed.compare(10, world.position());
    assertThat(world.heard.snapshots).containsExactly(4L);
    world.commit(2);
    world.publishAll();
    assertThat(world.heard.seqs).endsWith(5L, 6L);
  }

  @Test
  void aNumberThatTheLogLostNeedsASnapshotAndNothingElseIsLost() {
    var world = new World(new Random(1));
    world.commit(5);
    world.lost.add(3L);
    world.inFlight.clear();
    world.settle();
    assertThat(world.heard.seqs).containsExactly(1L, 2L);
    assertThat(world.heard.snapshots).containsExactly(5L);
    world.commit(2);
    world.publishAll();
    assertThat(world.heard.seqs).containsExactly(1L, 2L, 6L, 7L);
  }

  @Test
  void whatWasPublishedButNeverKeptIsGivenUp() {
    var world = new World(new Random(1));
    world.commit(3);
    world.publishAll();
    world.feed.accept(event(7));
    for (int i = 0; i < 10 && !world.repairs.isEmpty(); i++) {
      world.repairWhole();
    }
    assertThat(world.feed.needsRepair()).isFalse();
    world.commit(1);
    world.publishAll();
    assertThat(world.heard.seqs).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void ephemeralEventsAreDeliveredAtOnceThoughSomethingIsMissing() {
    var world = new World(new Random(1));
    world.feed.accept(event(3));
    world.feed.accept(new Event(TOPIC, 0, "answer.part", Instant.EPOCH, "{}"));
    assertThat(world.heard.passed).isEqualTo(1);
    assertThat(world.heard.seqs).isEmpty();
  }

  @Test
  void aChangeOfAccessIsDeliveredBeforeWhatTheLogHas() {
    var world = new World(new Random(1));
    world.commit(5);
    world.accessVersion++;
    world.feed.compare(0, world.position());
    assertThat(world.heard.accessChanges).isEqualTo(1);
    assertThat(world.heard.seqs).isEmpty();
    world.repairWhole();
    assertThat(world.heard.seqs).hasSize(5);
    assertThat(world.heard.accessChanges).isEqualTo(1);
  }

  @Test
  void aRevocationThatArrivesQuestionsNobodyElsesAccess() {
    var world = new World(new Random(1));
    var left = new ReaderChange.Only(UUID.randomUUID());
    world.accessVersion++;
    world.feed.revoke(left, world.accessVersion);
    world.feed.compare(0, world.position());
    assertThat(world.heard.revocations).containsExactly(left);
    assertThat(world.heard.accessChanges).isZero();
  }

  @Test
  void aRevocationThatWasLostIsNoticedThoughTheNextArrives() {
    var world = new World(new Random(1));
    world.accessVersion += 2;
    world.feed.revoke(new ReaderChange.Only(UUID.randomUUID()), world.accessVersion);
    assertThat(world.heard.accessChanges).isZero();
    world.feed.compare(0, world.position());
    assertThat(world.heard.accessChanges).isEqualTo(1);
    world.feed.compare(0, world.position());
    assertThat(world.heard.accessChanges).isEqualTo(1);
  }

  @Test
  void whatWasReadBeforeARevocationChangesNothing() {
    var world = new World(new Random(1));
    var before = world.position();
    world.feed.revoke(new ReaderChange.Only(UUID.randomUUID()), world.accessVersion + 1);
    world.feed.compare(0, before);
    world.accessVersion++;
    world.feed.compare(0, world.position());
    assertThat(world.heard.accessChanges).isZero();
  }

  @Test
  void theAccessOfADeletedTopicIsQuestionedOnce() {
    var world = new World(new Random(1));
    world.feed.compare(0, null);
    world.feed.compare(0, null);
    assertThat(world.heard.accessChanges).isEqualTo(1);
  }

  @Test
  void moreThanMayWaitIsReadFromTheLog() {
    var world = new World(new Random(1));
    world.commit(3 * TopicFeed.WAITING_LIMIT);
    for (long seq = 2; seq <= world.head; seq++) {
      world.feed.accept(event(seq));
    }
    world.settle();
    assertThat(world.heard.seqs).hasSize(3 * TopicFeed.WAITING_LIMIT);
  }

  private static Event event(long seq) {
    return new Event(TOPIC, seq, "message.created", Instant.EPOCH, "{}");
  }

  /** A log, publications that are lost, late, doubled and out of order, and repairs in pieces. */
  private static final class World {
    final Random random;
    final Heard heard = new Heard();
    final List<TopicFeed> repairs = new ArrayList<>();
    final List<Event> inFlight = new ArrayList<>();
    final Set<Long> lost = new HashSet<>();
    final TopicFeed feed = new TopicFeed(TOPIC, repairs::add);
    long head;
    long trimmed;
    long accessVersion = 7;
    private long before;
    private TopicPosition readPosition = new TopicPosition(0, 0, 7);
    private boolean reading;

    World(Random random) {
      this.random = random;
      feed.subscribe(heard);
      feed.start(new TopicPosition(0, 0, 7));
    }

    TopicPosition position() {
      return new TopicPosition(head, trimmed, accessVersion);
    }

    void commit(int many) {
      for (int i = 0; i < many; i++) {
        head++;
        inFlight.add(event(head));
      }
    }

    void publishAll() {
      inFlight.forEach(feed::accept);
      inFlight.clear();
    }

    void step() {
      switch (random.nextInt(8)) {
        case 0, 1 -> commit(1 + random.nextInt(3));
        case 2, 3 -> arrive(true);
        case 4 -> arrive(false);
        case 5 -> inFlight.removeIf(lost -> random.nextInt(3) == 0);
        case 6 -> poll();
        default -> repairAPiece();
      }
    }

    /** The network is quiet at last, and the head is compared a few times. */
    void settle() {
      inFlight.clear();
      for (int i = 0; i < 20; i++) {
        poll();
        while (!repairs.isEmpty()) {
          repairWhole();
        }
      }
    }

    void repairWhole() {
      int pieces = 0;
      while (!repairs.isEmpty() && pieces++ < 40) {
        repairAPiece();
      }
    }

    private void arrive(boolean once) {
      if (!inFlight.isEmpty()) {
        int which = random.nextInt(inFlight.size());
        feed.accept(once ? inFlight.remove(which) : inFlight.get(which));
      }
    }

    private void poll() {
      feed.compare(feed.delivered(), position());
    }

    /** As the reader does it: ask whether, where, then what; things happen in between. */
    private void repairAPiece() {
      if (repairs.isEmpty()) {
        return;
      }
      if (!reading) {
        if (!feed.needsRepair()) {
          repairs.removeFirst();
          return;
        }
        before = feed.delivered();
        readPosition = position();
        reading = true;
      } else {
        reading = false;
        var events =
            LongStream.rangeClosed(Math.max(before, trimmed) + 1, head)
                .filter(seq -> !lost.contains(seq))
                .limit(7)
                .mapToObj(TopicFeedTest::event)
                .toList();
        feed.filled(before, readPosition, events);
      }
    }
  }

  private static final class Heard implements TopicListener {
    final List<Long> seqs = new ArrayList<>();
    final List<Long> snapshots = new ArrayList<>();
    final List<ReaderChange> revocations = new ArrayList<>();
    int passed;
    int accessChanges;

    @Override
    public void deliver(Delivery delivery) {
      if (delivery.event().isEphemeral()) {
        passed++;
      } else {
        seqs.add(delivery.event().seq());
      }
    }

    @Override
    public void snapshotNeeded(Topic topic, long headSeq) {
      snapshots.add(headSeq);
    }

    @Override
    public void accessRevoked(Topic topic, ReaderChange change) {
      revocations.add(change);
    }

    @Override
    public void accessChanged(Topic topic) {
      accessChanges++;
    }
  }
}
