package io.sardonyx.messages;

/** What whoever writes an answer learns when they confirm it. */
public enum CheckpointResult {
  GO_ON,
  /** Somebody wants it to stop. */
  STOP,
  /** It was closed by somebody else, or its session was cleared or deleted. */
  GONE
}
