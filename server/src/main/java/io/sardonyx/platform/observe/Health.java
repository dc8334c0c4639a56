package io.sardonyx.platform.observe;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks every dependency how it is; at most once in a second, however often it is asked itself. */
@Singleton
public class Health {
  /** What does not answer within this time counts as not answering. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(Health.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final List<HealthCheck> checks;
  private final InstantSource clock;
  private @Nullable HealthReport latest;

  Health(@All List<HealthCheck> checks, InstantSource clock) {
    this.checks = List.copyOf(checks);
    this.clock = clock;
  }

  public synchronized HealthReport report() {
    var known = latest;
    var now = clock.instant();
    if (known != null && Duration.between(known.timestamp(), now).abs().compareTo(FRESH) < 0) {
      return known;
    }
    var report = ask();
    if (known != null && !known.status().equals(report.status())) {
      LOG.infof("Health: %s %s", report.status(), report.services());
    }
    latest = report;
    return report;
  }

  private HealthReport ask() {
    var services = new TreeMap<String, String>();
    var status = HealthReport.HEALTHY;
    try (var threads = new Asking(Executors.newVirtualThreadPerTaskExecutor())) {
      var answers = checks.stream().map(threads::ask).toList();
      for (int i = 0; i < checks.size(); i++) {
        var check = checks.get(i);
        boolean well = isWell(check, answers.get(i));
        services.put(check.name(), well ? HealthReport.HEALTHY : HealthReport.UNHEALTHY);
        if (!well && check.required()) {
          status = HealthReport.UNHEALTHY;
        } else if (!well && status.equals(HealthReport.HEALTHY)) {
          status = HealthReport.DEGRADED;
        }
      }
    }
    return new HealthReport(status, clock.instant(), services);
  }

  private static boolean isWell(HealthCheck check, Future<?> answer) {
    try {
      answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      LOG.debugf(e.getCause(), "%s is not well", check.name());
      return false;
    } catch (TimeoutException e) {
      LOG.debugf("%s did not answer", check.name());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes without waiting for what hangs. */
  private record Asking(ExecutorService threads) implements AutoCloseable {
    Future<?> ask(HealthCheck check) {
      return threads.submit(() -> {
        check.check();
        return true;
      });
    }

    @Override
    public void close() {
      var unused = threads.shutdownNow();
    }
  }
}
