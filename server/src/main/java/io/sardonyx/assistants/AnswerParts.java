package io.sardonyx.assistants;

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
 * The parts of answers in Redis, for readers on other nodes. A stream for each answer; a part's
 * number is its id in the stream, so that none is there twice and the ones after n are one range.
 */
@Singleton
public class AnswerParts {
  private static final Duration KEPT_WHILE_WRITTEN = Duration.ofHours(2);
  private static final Duration KEPT_AFTERWARDS = Duration.ofMinutes(10);
  private static final String TEXT = "t";
  private static final int AT_ONCE = 1_000;

  private final Redis redis;

  AnswerParts(Redis redis) {
    this.redis = redis;
  }

  /**
   * @param parts of any answers, those of each in order
   * @return how many are there, from the first on; fewer than given when Redis is away
   */
  int add(List<Part> parts) {
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

  private int addSome(List<Part> parts) {
    var commands = new ArrayList<Command<String, String, ?>>();
    var ends = new ArrayList<Integer>();
    for (var part : parts) {
      var added = arguments(part).add(part.part() + "-0").add(TEXT).add(part.text());
      commands.add(new Command<>(CommandType.XADD, new StatusOutput<>(StringCodec.UTF8), added));
      if (part.part() == 1) {
        var kept = arguments(part).add(KEPT_WHILE_WRITTEN.toSeconds());
        commands.add(
            new Command<>(CommandType.EXPIRE, new BooleanOutput<>(StringCodec.UTF8), kept));
      }
      ends.add(commands.size());
    }
    int done = redis.sendAll(commands, AnswerParts::isThere);
    return (int) ends.stream().filter(end -> end <= done).count();
  }

  private static CommandArgs<String, String> arguments(Part part) {
    return new CommandArgs<>(StringCodec.UTF8).addKey(key(part.messageId()));
  }

  /** The answer to an earlier attempt was lost. */
  private static boolean isThere(String refusal) {
    return refusal.contains("equal or smaller");
  }

  /** The parts after {@code part} without a hole; empty when there are none or Redis is away. */
  List<Part> after(UUID answerId, int part) {
    var range = Range.from(Range.Boundary.excluding(part + "-0"), Range.Boundary.unbounded());
    List<StreamMessage<String, String>> entries =
        redis.call(commands -> commands.xrange(key(answerId), range), List::of);
    var parts = new ArrayList<Part>(entries.size());
    for (var entry : entries) {
      int number = Integer.parseInt(entry.getId().substring(0, entry.getId().indexOf('-')));
      if (number != part + parts.size() + 1) {
        break;
      }
      parts.add(Part.of(answerId, number, entry.getBody().getOrDefault(TEXT, "")));
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
