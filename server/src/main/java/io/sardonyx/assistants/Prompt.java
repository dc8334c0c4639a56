package io.sardonyx.assistants;

import io.sardonyx.sessions.Said;
import java.util.List;

/**
 * What a model reads.
 *
 * @param sampling how the model is to choose its words
 * @param history oldest first; the last is what it answers
 */
record Prompt(String instructions, List<Said> history, Sampling sampling) {
  Prompt(String instructions, List<Said> history) {
    this(instructions, history, Sampling.DEFAULT);
  }

  Prompt {
    history = List.copyOf(history);
  }
}
