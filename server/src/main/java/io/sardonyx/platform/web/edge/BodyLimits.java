package io.sardonyx.platform.web.edge;

/**
 * Limits of request bodies, in bytes and milliseconds.
 *
 * @param body of one body, where its route declares no other
 * @param inFlight of all bodies that are held in memory and are no larger than that
 * @param perNetwork of those from one network
 * @param largeInFlight of all larger bodies that are held in memory
 * @param millis for a buffered body to arrive
 * @param idleMillis for the next bytes of a streamed body to arrive
 */
record BodyLimits(
    int body, long inFlight, long perNetwork, long largeInFlight, long millis, long idleMillis) {
  static final BodyLimits DEFAULT =
      new BodyLimits(
          1_000_000,
          Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 10),
          8_000_000,
          Math.min(128_000_000, Runtime.getRuntime().maxMemory() / 10),
          20_000,
          20_000);
}
