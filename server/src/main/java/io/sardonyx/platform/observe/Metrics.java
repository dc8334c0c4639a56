package io.sardonyx.platform.observe;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;

/**
 * Everything that is counted, in the form that Prometheus reads. Features inject the {@link
 * MeterRegistry} and register what they count; labels take their values from a small fixed set.
 */
@Singleton
public class Metrics {
  /** In nanoseconds, where Prometheus wants seconds. */
  private static final String CPU_TIME = "process.cpu.time";

  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  Metrics(Instance<ActiveSessions> activeSessions) {
    registry.config().meterFilter(MeterFilter.deny(id -> id.getName().equals(CPU_TIME)));
    registry.config().meterFilter(new PlainCpuCount());
    Gauge.builder("active.sessions", activeSessions, Metrics::seenRecently)
        .description("Login sessions that this node has seen recently.")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("process.cpu.seconds", cpu(), Metrics::seconds)
        .description("Processor time that the program has used.")
        .register(registry);
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
    return registry.scrape();
  }

  private static double seenRecently(Instance<ActiveSessions> activeSessions) {
    return activeSessions.stream().mapToLong(ActiveSessions::seenRecently).sum();
  }

  private static OperatingSystemMXBean cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static double seconds(OperatingSystemMXBean cpu) {
    return Math.max(0, cpu.getProcessCpuTime()) / NANOS;
  }

  /** Prometheus keeps the ending {@code _count} for histograms and summaries. */
  private static final class PlainCpuCount implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
    }
  }

  @PreDestroy
  void close() {
    collections.close();
    registry.close();
  }
}
