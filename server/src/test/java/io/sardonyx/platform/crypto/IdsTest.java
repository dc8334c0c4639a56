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
  void an_id_is_of_version_7_and_tells_when_it_was_made() {
    var id = Ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Duration.between(Ids.timeOf(id), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void each_id_is_greater_than_the_one_before() {
    var before = Ids.next().toString();
    for (int i = 0; i < 20_000; i++) {
      var next = Ids.next().toString();
      assertThat(next).isGreaterThan(before);
      before = next;
    }
  }

  @Test
  void threads_never_get_the_same_time_part() throws Exception {
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
  void the_time_of_a_known_id_is_read_as_the_rfc_says() {
    // RFC 9562, appendix A.6
    assertThat(Ids.timeOf(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")))
        .isEqualTo(Instant.parse("2022-02-22T19:22:22.000Z"));
  }
}
