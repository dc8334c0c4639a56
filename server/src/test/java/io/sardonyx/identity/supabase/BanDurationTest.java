package io.sardonyx.identity.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanDurationTest {
  @ParameterizedTest
  @CsvSource({
    "24h, PT24H",
    "876000h, PT876000H",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5m, PT30S",
    "300ms, PT0.3S",
    "2us, PT0.000002S",
    "7ns, PT0.000000007S",
    "0, PT0S",
    "1h1m1s1ms, PT1H1M1.001S"
  })
  void itIsReadAsGoReadsDurations(String text, Duration expected) {
    assertThat(BanDuration.parse(text)).contains(expected);
  }

  @Test
  void noneIsNone() {
    assertThat(BanDuration.parse("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "1",
        "-1h",
        "+1h",
        "1d",
        "1h ",
        "1 h",
        "1e3h",
        "None",
        "2562048h",
        "1h.m"
      })
  void whatGoRefusesOrNobodyMeansIsRefused(String text) {
    assertThatThrownBy(() -> BanDuration.parse(text))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("validation_failed"));
  }
}
