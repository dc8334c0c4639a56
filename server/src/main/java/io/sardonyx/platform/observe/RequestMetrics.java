package io.sardonyx.platform.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.sardonyx.platform.web.routes.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times every request: {@code http_requests_total} and {@code
 * http_request_duration_seconds}. What a sender can choose freely (an address that does not exist,
 * a method that nobody knows) is no label.
 */
@Singleton
public class RequestMetrics {
  private static final int BEFORE_EVERYTHING = 2_000;
  private static final int CLIENT_WENT_AWAY = 499;
  private static final String UNMATCHED = "unmatched";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final ConcurrentHashMap<Counted, Counter> counters = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Timed, Timer> timers = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Counted(String method, String endpoint, int status) {}

  private record Timed(String method, String endpoint) {}

  void routes(@Observes Filters filters) {
    filters.register(this::measure, BEFORE_EVERYTHING);
  }

  private void measure(RoutingContext routing) {
    long begin = System.nanoTime();
    routing.addEndHandler(end -> record(routing, System.nanoTime() - begin));
    routing.next();
  }

  private void record(RoutingContext routing, long nanos) {
    var name = routing.request().method().name();
    var method = METHODS.contains(name) ? name : "OTHER";
    var endpoint = endpoint(routing);
    int status = routing.response().ended() ? routing.response().getStatusCode() : CLIENT_WENT_AWAY;
    counters.computeIfAbsent(new Counted(method, endpoint, status), this::counter).increment();
    timers
        .computeIfAbsent(new Timed(method, endpoint), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static String endpoint(RoutingContext routing) {
    Route route = routing.get(Route.KEY);
    return route == null ? UNMATCHED : route.template();
  }

  private Counter counter(Counted counted) {
    return Counter.builder("http.requests")
        .description("Requests answered, by the template of their address.")
        .tag("method", counted.method())
        .tag("endpoint", counted.endpoint())
        .tag("status", Integer.toString(counted.status()))
        .register(registry);
  }

  private Timer timer(Timed timed) {
    return Timer.builder("http.request.duration")
        .description("From a request's head to the last byte of its answer.")
        .tag("method", timed.method())
        .tag("endpoint", timed.endpoint())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
