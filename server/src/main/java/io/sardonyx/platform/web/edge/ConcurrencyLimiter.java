package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests in flight, of one network and in all. Not a rate limit: requests that end
 * quickly may be many.
 */
final class ConcurrencyLimiter {
  private final int perNetwork;
  private final int inAll;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentHashMap<String, Share> shares = new ConcurrentHashMap<>();
  // Created once: they are used by every request.
  private final BiFunction<String, @Nullable Share, Share> oneMore = this::oneMore;
  private final BiFunction<String, Share, @Nullable Share> oneLess = ConcurrencyLimiter::oneLess;

  ConcurrencyLimiter(int perNetwork, int inAll) {
    this.perNetwork = perNetwork;
    this.inAll = inAll;
  }

  /** What one network has in flight. */
  static final class Share {
    final String network;

    /** Bytes that its requests' bodies hold; see {@link BodyBudget}. */
    final AtomicLong bodies = new AtomicLong();

    final AtomicLong largeBodies = new AtomicLong();

    private int requests;

    private Share(String network) {
      this.network = network;
    }
  }

  /**
   * Counts a request until {@link #leave}.
   *
   * @throws Problem when a limit is reached; then it is not counted
   */
  Share enter(String network) {
    if (all.incrementAndGet() > inAll) {
      all.decrementAndGet();
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "server_busy",
          "The server has too many requests in flight. Retry in a few seconds.");
    }
    try {
      return shares.compute(network, oneMore);
    } catch (Problem tooMany) {
      all.decrementAndGet();
      throw tooMany;
    }
  }

  void leave(Share share) {
    shares.computeIfPresent(share.network, oneLess);
    all.decrementAndGet();
  }

  int inFlight() {
    return all.get();
  }

  int networks() {
    return shares.size();
  }

  private Share oneMore(String network, @Nullable Share present) {
    var share = present == null ? new Share(network) : present;
    if (share.requests == perNetwork) {
      throw new Problem(
          Problem.Kind.RATE_LIMITED,
          "too_many_requests_at_once",
          "More than " + perNetwork + " requests from your network are in flight.");
    }
    share.requests++;
    return share;
  }

  private static @Nullable Share oneLess(String network, Share share) {
    share.requests--;
    return share.requests == 0 ? null : share;
  }
}
