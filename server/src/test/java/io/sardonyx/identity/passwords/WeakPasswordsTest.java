package io.sardonyx.identity.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakPasswordsTest {
  private static final List<String> WORDS = List.of("sardonyx", "password", "lovelace", "engines");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "abcdefghijklmnop",
        "ponmlkjihgfedcba",
        "123456789012345",
        "qwertyuiopasdfgh",
        "1qaz2wsx1qaz2wsx",
        "passwordpassword",
        "Password-2026-11-20",
        "12345dragon12345",
        "dragon dragon dragon",
        "Sardonyx Sardonyx 1",
        "lovelace@engines2026",
        "Engines!Lovelace?1",
        "passwordpassword1",
        "qwertyuiopasdfghjkl",
        "iloveyouiloveyou",
        "aaaaaaaaaaaaaaaaaaaa",
        "iloveyoumichael1",
        "mynameisjohnsmith",
        "football20232023",
        "january12021january",
        "ilovemyfamily1234",
        "1qaz2wsx3edc4rfv5tgb",
        "P@$$w0rdP@$$w0rd!",
        "!@#$%^&*()_+qwerty",
        "iloveyou iloveyou iloveyou iloveyou iloveyou",
      })
  void whatIsTriedFirstIsRefused(String password) {
    assertThat(WeakPasswords.contains(password, WORDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the dragon sleeps on Tuesdays",
        "correct horse battery staple",
        "chosen by the administrator",
        "a password of one's own",
        "lovelace wrote the first one",
        "k7Tq-vm2P-9xWz-hh4B",
        "Привет, как дела сегодня",
        "長い文章はよい合言葉になりますよ",
        "qmzptkvhwxrgyub",
        "i love my dog very much",
      })
  void aSentenceOfOnesOwnIsTaken(String password) {
    assertThat(WeakPasswords.contains(password, WORDS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"97, 123", "33, 127"})
  void fifteenRandomCharactersAreTaken(int first, int end) {
    var random = new Random(15);
    for (int i = 0; i < 2_000; i++) {
      var password = new StringBuilder();
      random.ints(15, first, end).forEach(password::appendCodePoint);
      assertThat(WeakPasswords.contains(password.toString(), WORDS)).as("%s", password).isFalse();
    }
  }

  /**
   * The estimate tries every letter that each sign may stand for: without a bound, for seconds.
   * Counted is what it costs, for others may be at work here.
   */
  @Test
  void whatIsMadeToBeLongToLookAtCostsNoMoreThanAHash() {
    var signs = "4@8({[<36915+!0$7%2";
    var random = new Random(100);
    var threads = ManagementFactory.getThreadMXBean();
    var costs = new long[31];
    for (int i = 0; i < costs.length; i++) {
      var password = new StringBuilder();
      random.ints(1_000, 0, signs.length()).forEach(at -> password.append(signs.charAt(at)));
      long before = threads.getCurrentThreadCpuTime();
      var unused = WeakPasswords.contains(password.toString(), WORDS);
      costs[i] = threads.getCurrentThreadCpuTime() - before;
    }
    Arrays.sort(costs);
    assertThat(Duration.ofNanos(costs[costs.length / 2])).isLessThan(Duration.ofMillis(50));
  }
}
