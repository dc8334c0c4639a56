package io.sardonyx.models;

import io.sardonyx.messages.Turn;
import java.util.List;

/**
 * What a model reads.
 *
 * @param sampling how the model is to choose its words
 * @param history oldest first; the last is what it answers
 */
public record Prompt(String instructions, List<Turn> history, Sampling sampling) {
  public Prompt(String instructions, List<Turn> history) {
    this(instructions, history, Sampling.DEFAULT);
  }

  public Prompt {
    history = List.copyOf(history);
  }
}
