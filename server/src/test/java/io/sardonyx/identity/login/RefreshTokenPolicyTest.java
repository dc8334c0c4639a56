package io.sardonyx.identity.login;

import static io.sardonyx.identity.login.RefreshTokenPolicy.REFUSE;
import static io.sardonyx.identity.login.RefreshTokenPolicy.REPEAT;
import static io.sardonyx.identity.login.RefreshTokenPolicy.REVOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.login.RefreshTokenPolicy.State;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefreshTokenPolicyTest {
  private static final Instant REFRESHED = Instant.parse("2026-02-28T23:59:55Z");

  static Stream<Arguments> cases() {
    return Stream.of(
        // what, presented, newest, used, seconds since the newest was made, live, so
        Arguments.of("the login session has ended", 4, 5, 4, 1, false, REFUSE),
        Arguments.of("one that was never handed out", 6, 5, 4, 1, true, REFUSE),
        Arguments.of("numbers begin at one", 0, 1, 0, 1, true, REFUSE),
        Arguments.of("a negative number", -1, 1, 0, 1, true, REFUSE),
        Arguments.of("two behind, at once", 3, 5, 4, 0, true, REVOKE),
        Arguments.of("two behind, later", 3, 5, 4, 3600, true, REVOKE),
        Arguments.of("one behind, its successor was used", 4, 5, 5, 11, true, REVOKE),
        Arguments.of("one behind, its successor was used long ago", 4, 5, 5, 86400, true, REVOKE),
        Arguments.of("two tabs at once", 4, 5, 4, 0, true, REPEAT),
        Arguments.of("two tabs, one has used what it got", 4, 5, 5, 10, true, REPEAT),
        Arguments.of("the answer was lost", 4, 5, 4, 11, true, REPEAT),
        Arguments.of("the answer was lost, the device slept a day", 4, 5, 4, 86400, true, REPEAT),
        Arguments.of("the clock went back", 4, 5, 5, -3600, true, REPEAT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void anOldTokenIsDecidedByWhetherItsSuccessorWasUsed(
      String what,
      int presented,
      int newest,
      int used,
      int seconds,
      boolean live,
      RefreshTokenPolicy expected) {
    var now = REFRESHED.plus(Duration.ofSeconds(seconds));
    assertThat(RefreshTokenPolicy.decide(presented, new State(newest, used, REFRESHED, live), now))
        .as(what)
        .isEqualTo(expected);
  }
}
