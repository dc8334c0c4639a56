package io.sardonyx.answers;

/** What the writer of an answer gets back for a checkpoint. */
public enum CheckpointResult {
  CONTINUE,
  /** Somebody requested a stop. */
  STOP,
  /** The answer has been ended by somebody else, or was deleted. */
  GONE
}
