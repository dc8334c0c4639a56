package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A budget of bytes for request bodies in memory: of all of them, and of one network's, which is
 * refused before it takes the share of others.
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
   * Counts the bytes, whether or not they may be kept, until they are given back.
   *
   * @param ofNetwork bytes that the sender's network holds already
   * @return why they may not be kept; null if they may
   */
  @Nullable Problem take(AtomicLong ofNetwork, long bytes) {
    long all = held.addAndGet(bytes);
    if (ofNetwork.addAndGet(bytes) > perNetwork) {
      return new Problem(
          Problem.Kind.RATE_LIMITED,
          "too_many_bytes_in_flight",
          "Request bodies from your network hold more than "
              + perNetwork
              + " bytes. Wait until some requests are done.");
    }
    if (all > inAll) {
      return new Problem(
          Problem.Kind.UNAVAILABLE,
          "server_busy",
          "The server holds too many request bodies. Retry in a few seconds.");
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
