package io.sardonyx.answers;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The unfinished answers of one kind of target, to be ended after their node has died. A feature
 * that has {@link AnswerTarget}s registers a bean. Everything is done as a worker.
 */
public interface AbandonedAnswers {
  /** Answers without a checkpoint for so long, by the clock of the database. */
  List<AbandonedAnswer> withoutCheckpointFor(Duration silence, int limit);

  /** The unfinished answers of a node that is known to have ended. */
  List<AbandonedAnswer> ofNode(UUID node);

  /**
   * Ends an answer, unless its node has stored a checkpoint meanwhile.
   *
   * @param completionTokens of the model, estimated
   * @return whether this call ended it
   */
  boolean endAbandoned(AbandonedAnswer answer, AnswerResult result, int completionTokens);
}
