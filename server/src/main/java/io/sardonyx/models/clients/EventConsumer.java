package io.sardonyx.models.clients;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Consumes the events of a stream, on the thread that reads it. */
public interface EventConsumer {
  /**
   * @param name of the event; null without one
   * @param bytes with the data from {@code from} to {@code to}; not to be changed or kept
   */
  void consume(@Nullable String name, byte[] bytes, int from, int to) throws IOException;

  /** A comment, by which a provider says that it is working. */
  default void consumeComment() {}
}
