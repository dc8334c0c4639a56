package io.sardonyx.answers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptDateTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-30T23:30:00Z,Pacific/Auckland,'Tuesday, 1 December 2026'",
    "2026-12-01T03:30:00Z,America/Los_Angeles,'Monday, 30 November 2026'",
    "2026-11-30T18:30:00Z,Asia/Kathmandu,'Tuesday, 1 December 2026'",
    // Around the end of summer time: that day has 25 hours.
    "2026-10-24T21:59:00Z,Europe/Berlin,'Saturday, 24 October 2026'",
    "2026-10-24T22:00:00Z,Europe/Berlin,'Sunday, 25 October 2026'",
    "2026-10-25T22:59:00Z,Europe/Berlin,'Sunday, 25 October 2026'",
    "2026-10-25T23:00:00Z,Europe/Berlin,'Monday, 26 October 2026'",
    // A day that Samoa left out.
    "2011-12-30T09:59:00Z,Pacific/Apia,'Thursday, 29 December 2011'",
    "2011-12-30T10:00:00Z,Pacific/Apia,'Saturday, 31 December 2011'",
  })
  void theDateIsThatOfTheUser(Instant now, ZoneId zone, String date) {
    assertThat(PromptBuilder.today(now, zone))
        .isEqualTo("Today is " + date + " (" + zone.getId() + ").");
  }

  @Test
  void itIsThatOfUtcWhereNobodyKnowsWhereTheyAre() {
    assertThat(PromptBuilder.today(Instant.parse("2026-11-30T23:30:00Z"), ZoneOffset.UTC))
        .isEqualTo("Today is Monday, 30 November 2026 (UTC).");
  }
}
