package io.sardonyx.answers;

import java.util.UUID;

/**
 * One of the answers that a caller may have running at once. Closing it gives it back unless an
 * answer was started.
 */
public interface AnswerSlot extends AutoCloseable {
  /** The node that will write the answer. */
  UUID node();

  /** Starts to write; called after the commit that created the answer. Returns at once. */
  void start(AnswerTarget target);

  @Override
  void close();
}
