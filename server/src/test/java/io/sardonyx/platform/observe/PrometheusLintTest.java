package io.sardonyx.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the check finds what promtool finds. */
class PrometheusLintTest {
  @Test
  void whatFollowsTheConventionsPasses() {
    assertThat(
            PrometheusLint.check(
                """
                # HELP http_requests_total Requests.
                # TYPE http_requests_total counter
                http_requests_total{method="GET"} 3.0
                http_requests_total{method="PUT"} 1.0
                # HELP wait_seconds How long.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.1"} 1
                wait_seconds_bucket{le="+Inf"} 2
                wait_seconds_count 2
                wait_seconds_sum 0.3
                # HELP queue_bytes What waits.
                # TYPE queue_bytes gauge
                queue_bytes 7
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "active_total,gauge,_total is for counters",
    "requests,counter,_total is for counters",
    "cpu_count,gauge,ends like a part",
    "cpu_ns_total,counter,abbreviates a unit",
    "wait_milliseconds,gauge,is not in base units",
    "queue_kilobytes,gauge,is not in base units",
    "age_days,gauge,is not in base units",
    "queue_gauge,gauge,has a type in its name",
    "queueBytes,gauge,is in camel case",
    "a:b,gauge,has a colon"
  })
  void whatDoesNotIsFound(String name, String type, String fault) {
    var text = "# HELP %1$s Words.\n# TYPE %1$s %2$s\n%1$s 1\n".formatted(name, type);
    assertThat(PrometheusLint.check(text)).singleElement().asString().contains(fault);
  }

  @Test
  void missingHeadsAndRepeatedSeriesAreFound() {
    assertThat(PrometheusLint.check("a 1\n")).hasSize(2);
    assertThat(PrometheusLint.check("# HELP a  \n# TYPE a gauge\na 1\n"))
        .containsExactly("a: has no help text");
    assertThat(PrometheusLint.check("# HELP a A.\n# TYPE a gauge\na{b=\"c\"} 1\na{b=\"c\"} 2\n"))
        .containsExactly("a{b=\"c\"}: the series is there twice");
    assertThat(PrometheusLint.check("# HELP a A.\n# TYPE a gauge\na{le=\"1\"} 1\n"))
        .containsExactly("a: the label le is another type's");
  }
}
