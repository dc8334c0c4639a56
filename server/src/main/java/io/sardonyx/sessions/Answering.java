package io.sardonyx.sessions;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import java.util.UUID;

/** Who writes the answers; sending a message starts one without knowing how. */
public interface Answering {
  /**
   * Asked before anything is written.
   *
   * @throws Problem when the caller has too many answers running, or may not use the model that
   *     answers in this session
   */
  Place admit(Caller caller, UUID sessionId);

  /** One of the answers that a caller may have written at once; given back when none is begun. */
  interface Place extends AutoCloseable {
    /** The node that will write the answer. */
    UUID node();

    /** Begins to write; called after the commit that reserved the answer. Returns at once. */
    void start(ReservedAnswer answer);

    @Override
    void close();
  }

  /** Tells whichever node writes the answer to stop; may be lost, unlike the mark on its row. */
  void stop(UUID answerId);

  /** The same for every answer of a session, after what it would have been part of is gone. */
  void stopAll(UUID sessionId);
}
