package io.sardonyx.answers;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.Topic;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * Where one answer is written: in a chat session, for example. The feature that owns the target
 * stores the answer, knows what the model is to read, and records its end. The caller of every
 * method is the one who asked.
 */
public interface AnswerTarget {
  UUID answerId();

  /** Whose subscribers get the parts of the answer. */
  Topic topic();

  /** An answer whose caller loses it is interrupted. */
  Permission writePermission();

  /** Of the one who asked: the model is told their date. */
  ZoneId timeZone();

  /** What is configured for answers here. */
  AssistantSettings settings(Caller caller);

  /**
   * The turns up to the one that is answered, back to the newest summary, as many as fit.
   *
   * @param characters of all turns together; the newest turn is there in any case
   */
  History history(Caller caller, int characters);

  /**
   * Keeps a summary of the history up to and with a turn; {@link #history} begins with it from then
   * on.
   */
  void saveSummary(Caller caller, UUID turnId, String summary);

  /** Stores the text so far, and confirms that the answer is still being written. */
  CheckpointResult checkpoint(Caller caller, AnswerCheckpoint checkpoint);

  /**
   * Ends the answer, exactly once, and settles its token usage, also where the answer is gone.
   *
   * @return empty if it has ended before, or is gone
   */
  Optional<AnswerSnapshot> end(Caller caller, AnswerResult result);

  /** Whether there is no title yet, so that the first answer gives one. */
  boolean needsTitle();

  /** Sets the title unless there is one. */
  void setInitialTitle(Caller caller, String title);
}
