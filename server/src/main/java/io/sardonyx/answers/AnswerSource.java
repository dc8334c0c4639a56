package io.sardonyx.answers;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.problem.Problem;
import java.util.UUID;

/** One answer as readers find it: who may read it, and what is stored of it. */
public interface AnswerSource {
  UUID answerId();

  /** Whose subscribers get the parts of the answer. */
  Topic topic();

  /** Readers who lose it get nothing more. */
  Permission readPermission();

  /**
   * What is stored now.
   *
   * @throws Problem if there is no such answer, or the caller may not read it
   */
  AnswerSnapshot read(Caller caller);
}
