package io.sardonyx.answers.pipeline;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.BooleanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.sardonyx.platform.cache.Redis;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The parts of answers in Redis, for readers on other nodes. One stream for each answer; an entry
 * has some parts, number and text, and the last one's number is the entry's id, so that the parts
 * after n are one range. A part may be there twice if Redis executed a command without confirming
 * it.
 */
@Singleton
public class AnswerParts {
  private static final Duration TTL_WHILE_WRITTEN = Duration.ofHours(2);
  private static final Duration TTL_AFTERWARDS = Duration.ofMinutes(10);
  private static final int BATCH = 1_000;

  private final Redis redis;

  AnswerParts(Redis redis) {
    this.redis = redis;
  }

  /**
   * @param parts of any answers: some consecutive parts of each
   * @return of how many answers they are stored, from the first on; fewer than given when Redis is
   *     not available
   */
  int add(List<List<AnswerPart>> parts) {
    int added = 0;
    while (added < parts.size()) {
      var some = parts.subList(added, Math.min(parts.size(), added + BATCH));
      int stored = addSome(some);
      added += stored;
      if (stored < some.size()) {
        break;
      }
    }
    return added;
  }

  private int addSome(List<List<AnswerPart>> answers) {
    var commands = new ArrayList<Command<String, String, ?>>();
    var ends = new ArrayList<Integer>();
    for (var parts : answers) {
      var first = parts.getFirst();
      var added = arguments(first).add(parts.getLast().part() + "-0");
      parts.forEach(part -> added.add(part.part()).add(part.text()));
      commands.add(new Command<>(CommandType.XADD, new StatusOutput<>(StringCodec.UTF8), added));
      if (first.part() == 1) {
        var kept = arguments(first).add(TTL_WHILE_WRITTEN.toSeconds());
        commands.add(
            new Command<>(CommandType.EXPIRE, new BooleanOutput<>(StringCodec.UTF8), kept));
      }
      ends.add(commands.size());
    }
    int done = redis.sendAll(commands, AnswerParts::isDuplicate);
    return (int) ends.stream().filter(end -> end <= done).count();
  }

  private static CommandArgs<String, String> arguments(AnswerPart part) {
    return new CommandArgs<>(StringCodec.UTF8).addKey(key(part.messageId()));
  }

  /** The reply to an earlier attempt was lost. */
  private static boolean isDuplicate(String refusal) {
    return refusal.contains("equal or smaller");
  }

  /** Whether Redis is available, now or soon. */
  boolean areReadableWithin(Duration timeout) {
    return redis.answersWithin(timeout);
  }

  /**
   * The parts after {@code part} without a gap; empty when there are none or Redis is not
   * available.
   */
  List<AnswerPart> after(UUID answerId, int part) {
    var range = Range.from(Range.Boundary.excluding(part + "-0"), Range.Boundary.unbounded());
    List<StreamMessage<String, String>> entries =
        redis.call(commands -> commands.xrange(key(answerId), range), List::of);
    var parts = new ArrayList<AnswerPart>();
    for (var entry : entries) {
      for (var each : entry.getBody().entrySet()) {
        int next = part + parts.size() + 1;
        int number = Integer.parseInt(each.getKey());
        if (number > next) {
          return parts;
        }
        if (number == next) {
          parts.add(AnswerPart.of(answerId, number, each.getValue()));
        }
      }
    }
    return parts;
  }

  /** Keeps the parts of an ended answer for a while, for readers who are still reading. */
  void expire(UUID answerId) {
    var unused =
        redis.call(commands -> commands.expire(key(answerId), TTL_AFTERWARDS), () -> false);
  }

  private static String key(UUID answerId) {
    return "sardonyx:answer:" + answerId;
  }
}
