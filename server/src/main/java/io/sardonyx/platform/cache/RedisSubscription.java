package io.sardonyx.platform.cache;

import java.time.Duration;

/** One listener on one channel. */
public interface RedisSubscription extends AutoCloseable {
  /**
   * Waits until Redis has confirmed that what is published from now on will be heard.
   *
   * @return whether it did within that time
   */
  boolean awaitConfirmed(Duration atMost);

  @Override
  void close();
}
