package io.sardonyx.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.problem.Problem;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {
  @Test
  void oneNetworkMayHaveSoManyAndAnotherAsManyAgain() {
    var guard = new ConcurrencyLimiter(2, 10);
    var first = guard.enter("a");
    assertThat(guard.enter("a")).isSameAs(first);
    assertThat(refusal(guard, "a")).isEqualTo(429);
    assertThat(guard.enter("b")).isNotSameAs(first);
    guard.leave(first);
    assertThat(guard.enter("a")).isSameAs(first);
  }

  @Test
  void allTogetherMayHaveSoMany() {
    var guard = new ConcurrencyLimiter(10, 2);
    var first = guard.enter("a");
    guard.enter("b");
    assertThat(refusal(guard, "c")).isEqualTo(503);
    guard.leave(first);
    guard.enter("c");
    assertThat(guard.inFlight()).isEqualTo(2);
  }

  @Test
  void whoIsTurnedAwayLeavesNothingBehind() throws InterruptedException {
    var guard = new ConcurrencyLimiter(8, 16);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 20_000; i++) {
        var network = "network-" + i % 5;
        threads.execute(() -> {
          try {
            guard.leave(guard.enter(network));
          } catch (Problem turnedAway) {
            // as it should be
          }
        });
      }
    }
    assertThat(guard.inFlight()).isZero();
    assertThat(guard.networks()).isZero();
  }

  private static int refusal(ConcurrencyLimiter guard, String network) {
    try {
      guard.enter(network);
      return 0;
    } catch (Problem refused) {
      return refused.kind().status();
    }
  }
}
