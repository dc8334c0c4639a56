package io.sardonyx.answers;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.problem.Problem;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes the answers of models into {@link AnswerTarget}s, on this node. */
public interface Answers {
  /**
   * Called before anything is written.
   *
   * @param settings of the answer; read only in organizations that restrict models to roles
   * @return to be closed
   * @throws Problem when the caller has too many answers running, or may not use the model
   */
  AnswerSlot reserve(Caller caller, Supplier<AssistantSettings> settings);

  /**
   * Stops an answer on whichever node writes it. The signal may be lost, unlike a stop request that
   * the target keeps.
   */
  void stop(UUID answerId);

  /** Stops every answer of a topic, after its content is gone. */
  void stopAll(Topic topic);
}
