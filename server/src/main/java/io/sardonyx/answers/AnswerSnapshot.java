package io.sardonyx.answers;

import org.jspecify.annotations.Nullable;

/**
 * An answer as its target stores it.
 *
 * @param status null while it is being written
 * @param part while it is being written: the last part that {@code content} has
 * @param message the record that clients get of it
 */
public record AnswerSnapshot(
    AnswerResult.@Nullable Status status, @Nullable Integer part, String content, Object message) {
  public boolean streaming() {
    return status == null;
  }
}
