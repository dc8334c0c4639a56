package io.sardonyx.answers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.cache.Redis;
import io.sardonyx.testing.TestRedis;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnswerPartsTest {
  private static final UUID ONE = UUID.randomUUID();
  private static TestRedis server;
  private static Redis redis;
  private static AnswerParts parts;

  @BeforeAll
  static void start() {
    server = new TestRedis();
    redis = Redis.open(server.url());
    parts = new AnswerParts(redis);
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @Test
  void partsAreThereAfterAnyOfThemHoweverTheyWereAdded() {
    assertThat(parts.add(List.of(some(ONE, 1, 3)))).isEqualTo(1);
    assertThat(parts.add(List.of(some(ONE, 4, 4), some(UUID.randomUUID(), 1, 2)))).isEqualTo(2);
    // Redis had taken the fourth, and its answer was lost.
    assertThat(parts.add(List.of(some(ONE, 4, 4)))).isEqualTo(1);
    assertThat(parts.add(List.of(some(ONE, 4, 7)))).isEqualTo(1);
    assertThat(parts.add(List.of(some(ONE, 3, 5)))).isEqualTo(1);
    for (int after = 0; after <= 7; after++) {
      assertThat(parts.after(ONE, after)).isEqualTo(some(ONE, after + 1, 7));
    }
  }

  @Test
  void whatFollowsAHoleIsNotThereYet() {
    var answer = UUID.randomUUID();
    assertThat(parts.add(List.of(some(answer, 1, 2), some(answer, 5, 6)))).isEqualTo(2);
    assertThat(parts.after(answer, 0)).isEqualTo(some(answer, 1, 2));
  }

  private static List<AnswerPart> some(UUID answer, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> AnswerPart.of(answer, number, "text \"" + number))
        .toList();
  }
}
