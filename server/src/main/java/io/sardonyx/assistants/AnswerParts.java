package io.sardonyx.assistants;

import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.sardonyx.platform.cache.Redis;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final Redis redis;

  AnswerParts(Redis redis) {
    this.redis = redis;
  }

  /**
   * @param parts in order
   * @return how many are there, from the first on; fewer than given when Redis is away
   */
  int add(List<Part> parts) {
    int added = 0;
    for (var part : parts) {
      if (!redis.call(
          commands -> {
            add(commands, part);
            return true;
          },
          () -> false)) {
        return added;
      }
      added++;
    }
    return added;
  }

  private static void add(RedisCommands<String, String> commands, Part part) {
    var key = key(part.messageId());
    try {
      commands.xadd(key, new XAddArgs().id(part.part() + "-0"), Map.of(TEXT, part.text()));
    } catch (RedisCommandExecutionException refused) {
      if (!String.valueOf(refused.getMessage()).contains("equal or smaller")) {
        throw refused;
      }
      // It is there: the answer to an earlier attempt was lost.
    }
    if (part.part() == 1) {
      commands.expire(key, KEPT_WHILE_WRITTEN);
    }
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
