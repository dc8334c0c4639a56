package io.sardonyx.platform.web.limits;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.threads.RepeatingTask;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.limits.RateCounter.Subject;
import io.sardonyx.platform.web.limits.RateCounter.Usage;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Limits requests by the minute: each caller's, each address's, and those of a {@link RateClass}
 * besides. Responses say what is left (draft-ietf-httpapi-ratelimit-headers: {@code
 * RateLimit-Policy}, {@code RateLimit}).
 *
 * <p>Each node counts by itself and publishes its counts to Redis once a second, where those of all
 * nodes add up. Without Redis a node applies the limits to its own count.
 */
@Singleton
public class RateLimiter {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String PREFIX = "sardonyx:rate:";
  private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
  private static final CharSequence REMAINING = HttpHeaders.createOptimized("ratelimit");

  /** Counts are kept for the current window and, for clocks that differ, two more. */
  private static final Duration KEPT = RateCounter.WINDOW.multipliedBy(3);

  private final RateClasses classes;
  private final RateCounter counter;
  private final Redis redis;
  private volatile @Nullable RepeatingTask publisher;

  @Inject
  public RateLimiter(RateClasses classes, Redis redis, InstantSource clock) {
    this.classes = classes;
    this.redis = redis;
    this.counter = new RateCounter(clock);
  }

  /**
   * Counts a request, and writes into its response's headers what is left.
   *
   * @param who an address, a user or an API key, as the scope of the class has it
   * @throws Problem {@link Problem.Kind#RATE_LIMITED} with the time to wait
   */
  public void count(HttpServerRequest request, String rateClass, String who) {
    var limited = classes.limited(rateClass);
    if (limited.limit() <= 0) {
      return;
    }
    var usage = counter.count(new Subject(rateClass, who), limited.limit());
    addHeaders(request, limited, usage);
    requireAllowed(usage);
  }

  /** Counts a request of a class by user or by credential. */
  public void count(HttpServerRequest request, String rateClass, Caller caller) {
    count(request, rateClass, who(classes.get(rateClass), caller));
  }

  /** Counts a request of a class by address. */
  public void count(RoutingContext routing, String rateClass) {
    var network = ClientAddress.network(ClientAddress.of(routing));
    count(routing.request(), rateClass, network);
  }

  /** Counts what did not come as a request and has no headers, such as a WebSocket command. */
  public void count(String rateClass, Caller caller) {
    var limited = classes.limited(rateClass);
    if (limited.limit() > 0) {
      var subject = new Subject(rateClass, who(limited.rateClass(), caller));
      requireAllowed(counter.count(subject, limited.limit()));
    }
  }

  /** Whether the class is counted before a caller is known. */
  public boolean isPerAddress(String rateClass) {
    return classes.get(rateClass).scope() == RateClass.Scope.ADDRESS;
  }

  private static String who(RateClass rateClass, Caller caller) {
    var key = caller.apiKeyId();
    return switch (rateClass.scope()) {
      case CREDENTIAL -> (key == null ? caller.userId() : key).toString();
      case USER -> caller.userId().toString();
      case ADDRESS ->
          throw new IllegalArgumentException(rateClass.name() + " is counted by address");
    };
  }

  private static void requireAllowed(Usage usage) {
    if (!usage.allowed()) {
      throw Problem.rateLimited(
          "too_many_requests",
          "You have sent more requests than are allowed here in a minute. Wait before the next.",
          Duration.ofMillis(usage.resetMillis()));
    }
  }

  void start(@Observes StartupEvent event) {
    publisher = RepeatingTask.start("rate-limits", this::publishLater);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = publisher;
    if (running != null) {
      running.close();
    }
  }

  private void publishLater() throws InterruptedException {
    Thread.sleep(PERIOD);
    publish();
  }

  /** Adds this node's counts to those in Redis and takes over the totals. */
  void publish() {
    long window = counter.window();
    counter
        .takeUnpublished(window)
        .forEach((subject, count) -> {
          var key = PREFIX + pseudonym(subject) + ":" + window;
          long total =
              redis.call(
                  commands -> {
                    var sum = commands.incrby(key, count);
                    var unused = commands.expire(key, KEPT);
                    return sum;
                  },
                  () -> 0L);
          counter.putTotal(subject, window, total);
        });
  }

  private static void addHeaders(
      HttpServerRequest request, RateClasses.Limited limited, Usage usage) {
    var headers = request.response().headers();
    long remaining = Math.max(0, limited.limit() - usage.used());
    long reset = (usage.resetMillis() + 999) / 1_000;
    long window = RateCounter.WINDOW.toSeconds();
    headers.add(POLICY, limited.quoted() + ";q=" + limited.limit() + ";w=" + window);
    headers.add(REMAINING, limited.quoted() + ";r=" + remaining + ";t=" + reset);
  }

  /** Whoever reads Redis does not see addresses or ids. */
  private static String pseudonym(Subject subject) {
    return subject.rateClass() + ":" + Hashes.hex(Hashes.sha256(subject.who())).substring(0, 32);
  }
}
