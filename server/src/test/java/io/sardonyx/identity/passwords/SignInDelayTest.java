package io.sardonyx.identity.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.passwords.SignInDelay.Failures;
import io.sardonyx.identity.passwords.SignInDelay.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInDelayTest {
  private static final Instant LAST = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT_FROM_ADDRESS, 10, 1",
    "ACCOUNT_FROM_ADDRESS, 11, 2",
    "ACCOUNT_FROM_ADDRESS, 14, 16",
    "ACCOUNT_FROM_ADDRESS, 19, 512",
    "ACCOUNT_FROM_ADDRESS, 20, 900",
    "ACCOUNT_FROM_ADDRESS, 2000000000, 900",
    "ADDRESS, 100, 1",
    "ADDRESS, 500, 900",
    "ACCOUNT, 100, 1",
    "ACCOUNT, 500, 60",
    "CODE, 5, 1",
    "CODE, 10, 32",
    "CODE, 500, 3600"
  })
  void theDelayDoublesUpToItsLimit(SignInDelay kind, int count, long seconds) {
    assertThat(kind.refusedUntil(new Failures(count, LAST))).isEqualTo(LAST.plusSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"ACCOUNT_FROM_ADDRESS, 9", "ADDRESS, 99", "ACCOUNT, 99", "ACCOUNT, 0", "CODE, 4"})
  void theFirstOnesAreFree(SignInDelay kind, int count) {
    assertThat(kind.refusedUntil(new Failures(count, LAST))).isBefore(LAST);
  }

  @ParameterizedTest
  @CsvSource({"ACCOUNT_FROM_ADDRESS, 15", "ADDRESS, 15", "ACCOUNT, 15", "CODE, 1440"})
  void aQuarterOfAnHourWithoutAFailureForgetsEverythingAndADayWrongDigits(
      SignInDelay kind, int minutes) {
    var failures = new Failures(1_000_000, LAST);
    var end = LAST.plus(Duration.ofMinutes(minutes));
    assertThat(kind.isExpired(failures, end)).isFalse();
    assertThat(kind.isExpired(failures, end.plusMillis(1))).isTrue();
  }

  @Test
  void digitsAreCountedFromWhereverTheyCome() {
    assertThat(SignInDelay.ofCode("somebody", "203.0.113.9"))
        .containsAnyElementsOf(SignInDelay.ofCode("somebody", "198.51.100.7"));
  }

  @Test
  void anAttackFromElsewhereDoesNotCountAgainstAnAddressThatTheAccountKnows() {
    var attacker = SignInDelay.subjects("ada@example.com", "203.0.113.9", false);
    var owner = SignInDelay.subjects("ada@example.com", "198.51.100.7", true);
    assertThat(owner).doesNotContainAnyElementsOf(attacker);
    var ownerElsewhere = SignInDelay.subjects("Ada@Example.com", "192.0.2.1", false);
    assertThat(ownerElsewhere).containsAnyElementsOf(attacker);
  }

  @Test
  void anAddressOfIpv6IsCountedByItsNetwork() {
    assertThat(keys("2001:db8:1:2::1")).isEqualTo(keys("2001:db8:1:2:ffff::42"));
    assertThat(keys("2001:db8:1:2::1")).isNotEqualTo(keys("2001:db8:1:3::1"));
  }

  @Test
  void whatIsStoredTellsNeitherTheAccountNorTheAddress() {
    assertThat(keys("203.0.113.9")).doesNotContain("ada").doesNotContain("203");
  }

  private static String keys(String address) {
    return SignInDelay.subjects("ada@example.com", address, false).stream()
        .map(Subject::key)
        .collect(Collectors.joining(" "));
  }
}
