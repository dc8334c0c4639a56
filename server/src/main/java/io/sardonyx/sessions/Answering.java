package io.sardonyx.sessions;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import java.util.UUID;

/** Who writes the answers; sending a message starts one without knowing how. */
public interface Answering {
  /**
   * Asked before anything is written.
   *
   * @return the node that will write the answer
   * @throws Problem when the caller has too many answers running, or may not use the model that
   *     answers in this session
   */
  UUID admit(Caller caller, UUID sessionId);

  /** Begins to write; called after the commit that reserved the answer. Returns at once. */
  void start(Caller caller, ReservedAnswer answer);

  /** Tells whichever node writes the answer to stop; may be lost, unlike the mark on its row. */
  void stop(UUID answerId);

  /** The same for every answer of a session, after what it would have been part of is gone. */
  void stopAll(UUID sessionId);
}
