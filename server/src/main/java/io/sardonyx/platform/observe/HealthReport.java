package io.sardonyx.platform.observe;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the program and each of its dependencies are.
 *
 * @param services the name of each, and {@code healthy} or {@code unhealthy}
 */
public record HealthReport(
    @Schema(
            description =
                "healthy; degraded: something that can be done without is missing; unhealthy:"
                    + " something that cannot")
        String status,
    Instant timestamp,
    Map<String, String> services) {
  static final String HEALTHY = "healthy";
  static final String DEGRADED = "degraded";
  static final String UNHEALTHY = "unhealthy";

  public HealthReport {
    services = Collections.unmodifiableMap(new TreeMap<>(services));
  }

  boolean down() {
    return status.equals(UNHEALTHY);
  }
}
