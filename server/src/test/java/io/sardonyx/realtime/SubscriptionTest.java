package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However backlog and live events interleave, the client gets every event once and in order. */
class SubscriptionTest {
  private static final Topic TOPIC = new Topic("chat_session", UUID.randomUUID());
  private static final ObjectMapper JSON = new ObjectMapper();

  static LongStream seeds() {
    return LongStream.range(0, 2_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyEventAfterTheCursorIsSentOnceAndInOrder(long seed) {
    var world = new World(new Random(seed));
    for (int step = 0; step < 200; step++) {
      world.step();
    }
    world.settle();
    assertThat(world.client.seqs)
        .as("seed %d", seed)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(world.cursor + 1, world.head).boxed().toList());
    assertThat(world.subscription.isLive()).isTrue();
    world.subscription.end();
    assertThat(world.frames).as("seed %d", seed).allMatch(frame -> frame.refCnt() == 0);
  }

  /**
   * A log that grows, a feed that tells it in order (now and then after a hole, as when too much
   * was held), and a reader that catches up in pieces.
   */
  private static final class World {
    final Random random;
    final Client client = new Client();
    final Subscription subscription = new Subscription(client, TOPIC);
    final List<ByteBuf> frames = new ArrayList<>();
    final long cursor;
    long head;
    private long told;
    private long backlogHead;
    private boolean reading = true;

    World(Random random) {
      this.random = random;
      this.cursor = random.nextInt(5);
      this.head = cursor + random.nextInt(10);
      this.told = head; // The feed's start: everything after it is told.
      this.backlogHead = head;
      subscription.startAfter(cursor);
    }

    void step() {
      switch (random.nextInt(7)) {
        case 0 -> head += 1 + random.nextInt(3);
        case 1, 2 -> tell();
        case 3 -> pass();
        case 4 -> burst();
        case 5 -> doubt();
        default -> read();
      }
    }

    void settle() {
      while (told < head) {
        tell();
      }
      for (int i = 0; i < 1_000 && reading; i++) {
        read();
      }
    }

    private void tell() {
      if (told < head) {
        told++;
        deliver(event(told));
      }
    }

    private void pass() {
      deliver(new Event(TOPIC, 0, "answer.part", Instant.EPOCH, "{}"));
    }

    /** More than is held. */
    private void burst() {
      if (random.nextInt(10) == 0) {
        head += 300;
        for (int i = 0; i < 300; i++) {
          tell();
        }
      }
    }

    private void doubt() {
      if (random.nextInt(10) == 0 && subscription.catchUpAgain()) {
        reading = true;
        backlogHead = head;
      }
    }

    private void read() {
      if (client.asked) {
        client.asked = false;
        reading = true;
        backlogHead = head;
      }
      if (!reading) {
        return;
      }
      if (subscription.lastSeq() < backlogHead) {
        long from = subscription.lastSeq();
        for (long seq = from + 1; seq <= Math.min(from + 20, head); seq++) {
          subscription.backlog(event(seq));
        }
      } else if (subscription.goLive()) {
        reading = false;
      } else {
        backlogHead = head;
      }
    }

    private void deliver(Event event) {
      var frame = Unpooled.wrappedBuffer(Frames.event(event));
      frames.add(frame);
      subscription.deliver(event, frame);
      frame.release();
    }

    private static Event event(long seq) {
      return new Event(TOPIC, seq, "message.created", Instant.EPOCH, "{}");
    }
  }

  private static final class Client implements Subscription.Receiver {
    final List<Long> seqs = new ArrayList<>();
    boolean asked;

    @Override
    public Socket socket() {
      throw new AssertionError("Nobody asks for it here");
    }

    @Override
    public void send(byte[] frame) {
      send(Unpooled.wrappedBuffer(frame), false);
    }

    @Override
    public void send(ByteBuf frame, boolean ephemeral) {
      var text = frame.toString(StandardCharsets.UTF_8);
      frame.release();
      try {
        if (!ephemeral) {
          seqs.add(JSON.readTree(text.substring(text.indexOf('{'))).path("seq").asLong());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void catchUp(Subscription subscription) {
      asked = true;
    }
  }
}
