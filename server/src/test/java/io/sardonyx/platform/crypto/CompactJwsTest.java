package io.sardonyx.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {
  @ParameterizedTest
  @ValueSource(strings = {"YQ.YQ.YQ", "eyJhIjoxfQ.e30.AAAA", "a.b.AQI"})
  void theOnlySpellingIsCanonical(String token) {
    assertThat(CompactJws.isCanonical(token)).isTrue();
  }

  /** Decoders take all of these for the same token. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "YQ.YQ.YQ=",
        "YQ.YQ.YQ==",
        "YQ.YQ.YR",
        "YQ.YQ.YQ\n",
        " YQ.YQ.YQ",
        "YQ.YQ.Y Q",
        "YQ.YQ.YQ.",
        "YQ.YQ",
        "YQ..YQ",
        "YQ.YQ.",
        "YQ.YQ.+Q",
        "YQ.YQ.Y*Q",
        ""
      })
  void otherSpellingsAreNot(String token) {
    assertThat(CompactJws.isCanonical(token)).isFalse();
  }
}
