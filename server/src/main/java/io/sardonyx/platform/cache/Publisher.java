package io.sardonyx.platform.cache;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Publishes without waiting, in the order of the calls. What is published while something else is
 * being written goes out with one write; what comes alone goes at once.
 */
final class Publisher {
  private static final int AT_ONCE = 1_000;
  private static final Logger LOG = Logger.getLogger(Redis.class);

  private final Queue<Command<String, String, Long>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  /**
   * @param listening told how many heard it, if Redis says so
   */
  void publish(
      StatefulRedisConnection<String, String> connection,
      String channel,
      String message,
      LongConsumer listening) {
    queue.add(new Publication(channel, message, listening));
    if (writing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("publish").start(() -> writeAll(connection));
    }
  }

  /** Looks once more after it has said that it ends: who came meanwhile may have relied on it. */
  private void writeAll(StatefulRedisConnection<String, String> connection) {
    do {
      try {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
          connection.dispatch(batch);
        }
      } catch (RedisException away) {
        LOG.debugf("Not published: %s", away.getMessage());
      } finally {
        writing.set(false); // After an Error too: nobody else would write.
      }
    } while (!queue.isEmpty() && writing.compareAndSet(false, true));
  }

  private static final class Publication extends Command<String, String, Long> {
    private final LongConsumer listening;

    Publication(String channel, String message, LongConsumer listening) {
      super(
          CommandType.PUBLISH,
          new IntegerOutput<>(StringCodec.UTF8),
          new CommandArgs<>(StringCodec.UTF8).addKey(channel).addValue(message));
      this.listening = listening;
    }

    @Override
    public void complete() {
      super.complete();
      var heard = getOutput().get();
      if (heard != null) {
        listening.accept(heard);
      }
    }
  }

  private List<Command<String, String, Long>> next() {
    var batch = new ArrayList<Command<String, String, Long>>();
    while (batch.size() < AT_ONCE) {
      var command = queue.poll();
      if (command == null) {
        break;
      }
      batch.add(command);
    }
    return batch;
  }
}
