package io.sardonyx.models.clients;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Consumes the events of a stream, on the thread that reads it. */
public interface EventConsumer {
  /**
   * Consumes an event of one data line without a name as soon as the line is there, without a copy.
   *
   * @param bytes with the data from {@code from} to {@code to}; not to be changed
   * @return false to get the event by {@link #consume} instead
   */
  boolean consumeLine(byte[] bytes, int from, int to) throws IOException;

  void consume(@Nullable String name, String data) throws IOException;
}
