package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FloodGuardTest {
  @Test
  void oneAddressMayHaveSoManyAndAnotherAsManyAgain() {
    var guard = new FloodGuard(2, 10);
    assertThat(guard.enter("a")).isEmpty();
    assertThat(guard.enter("a")).isEmpty();
    assertThat(guard.enter("a").orElseThrow().kind().status()).isEqualTo(429);
    assertThat(guard.enter("b")).isEmpty();
    guard.leave("a");
    assertThat(guard.enter("a")).isEmpty();
  }

  @Test
  void allTogetherMayHaveSoMany() {
    var guard = new FloodGuard(10, 2);
    assertThat(guard.enter("a")).isEmpty();
    assertThat(guard.enter("b")).isEmpty();
    assertThat(guard.enter("c").orElseThrow().kind().status()).isEqualTo(503);
    guard.leave("a");
    assertThat(guard.enter("c")).isEmpty();
  }

  @Test
  void whoIsTurnedAwayLeavesNothingBehind() throws InterruptedException {
    var guard = new FloodGuard(8, 16);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 20_000; i++) {
        var address = "address-" + i % 5;
        threads.execute(() -> {
          if (guard.enter(address).isEmpty()) {
            guard.leave(address);
          }
        });
      }
    }
    assertThat(guard.inFlight()).isZero();
    assertThat(guard.addresses()).isZero();
  }
}
