package io.sardonyx.platform.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Everything that is counted, in the form that Prometheus reads. Features inject the {@link
 * MeterRegistry} and register what they count; labels take their values from a small fixed set.
 */
@Singleton
public class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Instance<ActiveSessions> activeSessions;

  Metrics(Instance<ActiveSessions> activeSessions) {
    this.activeSessions = activeSessions;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  @Produces
  @Singleton
  MeterRegistry registry() {
    return registry;
  }

  String exposition() {
    return registry.scrape() + activeSessions();
  }

  /** By hand: the library would take the last part of the name away from what is no counter. */
  private String activeSessions() {
    long seen = activeSessions.stream().mapToLong(ActiveSessions::seenRecently).sum();
    return "# HELP active_sessions_total Login sessions that this node has seen recently.\n"
        + "# TYPE active_sessions_total gauge\n"
        + "active_sessions_total "
        + seen
        + "\n";
  }

  @PreDestroy
  void close() {
    collections.close();
    registry.close();
  }
}
