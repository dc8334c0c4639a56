package io.sardonyx.platform.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.sardonyx.platform.config.StoreAddresses;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The jobs of all features, as one runner. */
final class JobBeans {
  private static final Duration POLLING = Duration.ofSeconds(2);

  private JobBeans() {}

  @Produces
  @Singleton
  static JobRunner runner(StoreAddresses stores, InstantSource clock) {
    return new JobRunner(stores.workers(), clock, POLLING);
  }

  /** Before the pools close, and after the last request has been answered. */
  static void stop(@Observes ShutdownEvent event, JobRunner runner) {
    runner.close();
  }
}
