package io.sardonyx.realtime;

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
    registry.gauge("realtime_sockets", sockets, LongAdder::sum);
    registry.gauge("realtime_subscriptions", subscriptions, LongAdder::sum);
    registry.gauge("realtime_queue_bytes", queued, LongAdder::sum);
    registry.gauge("realtime_ephemeral_dropped", dropped, LongAdder::sum);
  }

  void closed(CloseCode code) {
    registry.counter("realtime_closes", "reason", code.wireName()).increment();
  }

  void command(String method) {
    registry.counter("realtime_commands", "method", method).increment();
  }
}
