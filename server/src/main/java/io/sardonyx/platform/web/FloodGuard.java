package io.sardonyx.platform.web;

import io.sardonyx.platform.problem.Problem;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what is in flight at once, from one address and in all. It is no rate limit: who is quick
 * may ask as often as they like.
 */
final class FloodGuard {
  private final int perAddress;
  private final int inAll;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> addresses = new ConcurrentHashMap<>();

  FloodGuard(int perAddress, int inAll) {
    this.perAddress = perAddress;
    this.inAll = inAll;
  }

  /** Why the request is turned away; otherwise it is in, until {@link #leave}. */
  Optional<Problem> enter(String address) {
    if (all.incrementAndGet() > inAll) {
      all.decrementAndGet();
      return Optional.of(
          new Problem(
              Problem.Kind.UNAVAILABLE,
              "server_busy",
              "The server is busy with other requests. Try again in a few seconds."));
    }
    if (addresses.merge(address, 1, Integer::sum) > perAddress) {
      leave(address);
      return Optional.of(
          new Problem(
              Problem.Kind.RATE_LIMITED,
              "too_many_requests_at_once",
              "More than " + perAddress + " requests from this address are under way."));
    }
    return Optional.empty();
  }

  void leave(String address) {
    addresses.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
  }

  int inFlight() {
    return all.get();
  }

  int addresses() {
    return addresses.size();
  }
}
