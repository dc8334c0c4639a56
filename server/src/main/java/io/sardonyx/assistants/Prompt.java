package io.sardonyx.assistants;

import io.sardonyx.sessions.Said;
import java.util.List;

/**
 * What a model reads.
 *
 * @param history oldest first; the last is what it answers
 */
record Prompt(String instructions, List<Said> history) {
  Prompt {
    history = List.copyOf(history);
  }
}
