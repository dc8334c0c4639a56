package io.sardonyx.answers;

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
 * The parts of answers in Redis, for readers on other nodes. A stream for each answer, whose
 * entries have some parts each, number and text; the last one's number is the entry's id, so that
 * the parts after n are in one range. If Redis did what it could not confirm, a part may be there
 * twice.
 */
@Singleton
public class AnswerParts {
  private static final Duration KEPT_WHILE_WRITTEN = Duration.ofHours(2);
  private static final Duration KEPT_AFTERWARDS = Duration.ofMinutes(10);
  private static final int AT_ONCE = 1_000;

  private final Redis redis;

  AnswerParts(Redis redis) {
    this.redis = redis;
  }

  /**
   * @param parts of any answers: of each some that follow each other
   * @return of how many answers they are there, from the first on; fewer than given when Redis is
   *     away
   */
  int add(List<List<AnswerPart>> parts) {
    int added = 0;
    while (added < parts.size()) {
      var some = parts.subList(added, Math.min(parts.size(), added + AT_ONCE));
      int there = addSome(some);
      added += there;
      if (there < some.size()) {
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
        var kept = arguments(first).add(KEPT_WHILE_WRITTEN.toSeconds());
        commands.add(
            new Command<>(CommandType.EXPIRE, new BooleanOutput<>(StringCodec.UTF8), kept));
      }
      ends.add(commands.size());
    }
    int done = redis.sendAll(commands, AnswerParts::isThere);
    return (int) ends.stream().filter(end -> end <= done).count();
  }

  private static CommandArgs<String, String> arguments(AnswerPart part) {
    return new CommandArgs<>(StringCodec.UTF8).addKey(key(part.messageId()));
  }

  /** The answer to an earlier attempt was lost. */
  private static boolean isThere(String refusal) {
    return refusal.contains("equal or smaller");
  }

  /** Whether they can be read, now or soon. */
  boolean canBeReadWithin(Duration patience) {
    return redis.answersWithin(patience);
  }

  /** The parts after {@code part} without a hole; empty when there are none or Redis is away. */
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

  /** For the readers who are still reading. */
  void ended(UUID answerId) {
    var unused =
        redis.call(commands -> commands.expire(key(answerId), KEPT_AFTERWARDS), () -> false);
  }

  private static String key(UUID answerId) {
    return "sardonyx:answer:" + answerId;
  }
}
