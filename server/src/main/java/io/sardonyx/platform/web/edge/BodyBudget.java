package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the bodies under way may hold: all of them, and those of one network, which is
 * refused before it takes from others what they need.
 */
final class BodyBudget {
  private final long inAll;
  private final long perNetwork;
  private final AtomicLong held = new AtomicLong();

  BodyBudget(long inAll, long perNetwork) {
    this.inAll = inAll;
    this.perNetwork = perNetwork;
  }

  /**
   * Counts them in any case, until they are given back.
   *
   * @param ofNetwork what the sender's network holds already
   * @return why they may not be kept; null if they may
   */
  @Nullable Problem take(AtomicLong ofNetwork, long bytes) {
    long all = held.addAndGet(bytes);
    if (ofNetwork.addAndGet(bytes) > perNetwork) {
      return new Problem(
          Problem.Kind.RATE_LIMITED,
          "too_many_bytes_in_flight",
          "More than "
              + perNetwork
              + " bytes of bodies from your network are under way. Wait for some of them.");
    }
    if (all > inAll) {
      return new Problem(
          Problem.Kind.UNAVAILABLE,
          "server_busy",
          "The server is reading too much from others. Try again in a few seconds.");
    }
    return null;
  }

  void giveBack(AtomicLong ofNetwork, long bytes) {
    ofNetwork.addAndGet(-bytes);
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
