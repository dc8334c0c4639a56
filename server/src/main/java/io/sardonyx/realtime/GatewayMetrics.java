package io.sardonyx.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** What is counted. */
@Singleton
final class GatewayMetrics {
  final LongAdder sockets = new LongAdder();
  final LongAdder subscriptions = new LongAdder();
  final LongAdder queued = new LongAdder();
  final LongAdder dropped = new LongAdder();
  private final MeterRegistry registry;

  GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge("realtime_sockets", "WebSockets that are open.", sockets);
    gauge("realtime_subscriptions", "Topics that sockets are subscribed to.", subscriptions);
    gauge("realtime_queue_bytes", "What waits for sockets to take it.", queued);
    FunctionCounter.builder("realtime_ephemeral_dropped", dropped, LongAdder::sum)
        .description("Events without a number that slow sockets did not get.")
        .register(registry);
  }

  private void gauge(String name, String description, LongAdder value) {
    Gauge.builder(name, value, LongAdder::sum).description(description).register(registry);
  }

  void closed(CloseCode code) {
    Counter.builder("realtime_closes")
        .description("WebSockets that were closed, by reason.")
        .tag("reason", code.wireName())
        .register(registry)
        .increment();
  }
}
