package io.sardonyx.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessablePasswordsTest {
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
      })
  void whatIsTriedFirstIsRefused(String password) {
    assertThat(GuessablePasswords.contains(password, WORDS)).isTrue();
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
      })
  void aSentenceOfOnesOwnIsTaken(String password) {
    assertThat(GuessablePasswords.contains(password, WORDS)).isFalse();
  }
}
