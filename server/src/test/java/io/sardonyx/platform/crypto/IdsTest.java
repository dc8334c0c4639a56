package io.sardonyx.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void anIdIsOfVersion7AndTellsWhenItWasMade() {
    var id = Ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Duration.between(Ids.timeOf(id), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void eachIdIsGreaterThanTheOneBefore() {
    var before = Ids.next().toString();
    for (int i = 0; i < 20_000; i++) {
      var next = Ids.next().toString();
      assertThat(next).isGreaterThan(before);
      before = next;
    }
  }

  @Test
  void threadsNeverGetTheSameTimePart() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<ArrayList<Long>>>();
      for (int t = 0; t < 8; t++) {
        work.add(() -> {
          var made = new ArrayList<Long>();
          for (int i = 0; i < 2_000; i++) {
            made.add(Ids.next().getMostSignificantBits());
          }
          return made;
        });
      }
      var all = new HashSet<Long>();
      for (var made : threads.invokeAll(work)) {
        all.addAll(made.get());
      }
      assertThat(all).hasSize(16_000);
    }
  }

  @Test
  void theTimeOfAKnownIdIsReadAsTheRfcSays() {
    // RFC 9562, appendix A.6
    assertThat(Ids.timeOf(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")))
        .isEqualTo(Instant.parse("2022-02-22T19:22:22.000Z"));
  }
}
