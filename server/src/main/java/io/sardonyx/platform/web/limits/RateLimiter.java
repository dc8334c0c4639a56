package io.sardonyx.platform.web.limits;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.limits.RateCounter.Standing;
import io.sardonyx.platform.web.limits.RateCounter.Subject;
import io.sardonyx.platform.web.limits.RateLimits.Kind;
import io.sardonyx.platform.web.routes.RateClass;
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
 * Slows whoever asks too often, and nobody else: by the minute, for each caller and each address,
 * and for what is {@link RateClass} once more. Answers say what is left
 * (draft-ietf-httpapi-ratelimit-headers: {@code RateLimit-Policy}, {@code RateLimit}).
 *
 * <p>Each node counts by itself and tells Redis once a second what it has counted; there the nodes'
 * counts add up. Without Redis a node knows its own count only, which is still a limit.
 */
@Singleton
public class RateLimiter {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String PREFIX = "sardonyx:rate:";
  private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("ratelimit");

  /**
   * The windows that a count is kept for: the current one and, for clocks that differ, two more.
   */
  private static final Duration KEPT = RateLimits.WINDOW.multipliedBy(3);

  private final RateLimits limits;
  private final RateCounter counter;
  private final Redis redis;
  private volatile @Nullable Thread telling;

  @Inject
  public RateLimiter(Settings settings, Redis redis, InstantSource clock) {
    this(RateLimits.of(settings), redis, clock);
  }

  RateLimiter(RateLimits limits, Redis redis, InstantSource clock) {
    this.limits = limits;
    this.redis = redis;
    this.counter = new RateCounter(clock);
  }

  /**
   * @throws Problem {@link Problem.Kind#RATE_LIMITED} with the time to wait
   */
  public void count(HttpServerRequest request, Kind kind, String who) {
    int limit = limits.of(kind);
    if (limit <= 0) {
      return;
    }
    var standing = counter.count(new Subject(kind, who), limit);
    say(request, kind, limit, standing);
    require(standing);
  }

  /** Of a request that turned out to cost more than others of its route. */
  public void count(HttpServerRequest request, Kind kind, Caller caller) {
    count(request, kind, who(kind, caller));
  }

  /** The same, of what is counted for each address. */
  public void count(RoutingContext routing, Kind kind) {
    count(routing.request(), kind, ClientAddress.of(routing));
  }

  /** Of what did not come as a request, so that there are no headers to say it in. */
  public void count(Kind kind, Caller caller) {
    int limit = limits.of(kind);
    if (limit > 0) {
      require(counter.count(new Subject(kind, who(kind, caller)), limit));
    }
  }

  /** Each key has requests of its own; what costs much is the person's, who can have many keys. */
  private static String who(Kind kind, Caller caller) {
    var key = caller.apiKeyId();
    return (key == null || kind != Kind.CALLER ? caller.userId() : key).toString();
  }

  private static void require(Standing standing) {
    if (!standing.allowed()) {
      throw Problem.rateLimited(
          "too_many_requests",
          "You ask more often than is allowed here. Wait before you go on.",
          Duration.ofMillis(standing.resetMillis()));
    }
  }

  void start(@Observes StartupEvent event) {
    telling = Thread.ofVirtual().name("rate-limits").start(this::tell);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = telling;
    if (running != null) {
      running.interrupt();
    }
  }

  private void tell() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(PERIOD);
        tellOnce();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** What was counted here goes up, what all have counted comes back. */
  void tellOnce() {
    long window = counter.window();
    counter
        .news(window)
        .forEach((subject, count) -> {
          var key = PREFIX + disguised(subject) + ":" + window;
          long all =
              redis.call(
                  commands -> {
                    var sum = commands.incrby(key, count);
                    var unused = commands.expire(key, KEPT);
                    return sum;
                  },
                  () -> 0L);
          counter.learn(subject, window, all);
        });
  }

  private static void say(HttpServerRequest request, Kind kind, int limit, Standing standing) {
    var headers = request.response().headers();
    long left = Math.max(0, limit - standing.used());
    long reset = (standing.resetMillis() + 999) / 1_000;
    headers.add(POLICY, kind.quoted() + ";q=" + limit + ";w=" + RateLimits.WINDOW.toSeconds());
    headers.add(LEFT, kind.quoted() + ";r=" + left + ";t=" + reset);
  }

  /** Tells nothing of whom it is about to who reads Redis. */
  private static String disguised(Subject subject) {
    return subject.kind().policy()
        + ":"
        + Hashes.hex(Hashes.sha256(subject.who())).substring(0, 32);
  }
}
