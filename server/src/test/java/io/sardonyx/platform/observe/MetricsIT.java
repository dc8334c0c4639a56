package io.sardonyx.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Http nobody = Http.of(SharedNode.get());

  @Test
  void allMetricsFollowTheConventionsOfPrometheus() {
    var admin = nobody.signedInAsAdmin();
    admin.get("/api/v1/me").expect(200);
    admin.get("/api/v1/no-such-route").expect(404);
    try (var socket = RealtimeClient.connect(SharedNode.get().port(), admin.token())) {
      socket.call("ping", Map.of());
      socket.raw("{");
      assertThat(socket.awaitClosed(PATIENCE)).isGreaterThan(1000);
    }
    Eventually.within(PATIENCE, () -> missing().isEmpty(), () -> "There is no " + missing());
    assertThat(PrometheusLint.check(nobody.get("/metrics").expect(200).body())).isEmpty();
  }

  /** Counters appear when they first count. */
  private List<String> missing() {
    var text = nobody.get("/metrics").expect(200).body();
    return Stream.of(
            "\nactive_sessions ",
            "realtime_closes_total{",
            "realtime_ephemeral_dropped_total ",
            "password_hashing_seconds_count ",
            "process_cpu_seconds_total ",
            "system_cpus ")
        .filter(name -> !text.contains(name))
        .toList();
  }
}
