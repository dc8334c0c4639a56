package io.sardonyx.models;

import java.util.ArrayList;
import java.util.List;

/**
 * The input of a model.
 *
 * @param history oldest first; the last turn is the one that it answers
 */
public record Prompt(String instructions, List<Turn> history, Sampling sampling) {
  public Prompt(String instructions, List<Turn> history) {
    this(instructions, history, Sampling.DEFAULT);
  }

  public Prompt {
    history = List.copyOf(history);
  }

  /** The turns that a provider gets. It begins with a user's: some providers refuse others. */
  public List<Turn> turns() {
    var turns = new ArrayList<Turn>(history.size());
    for (var turn : history) {
      var isAnswer =
          turn.kind().equals("assistant") && !turns.isEmpty() && !Reasoning.strip(turn).isBlank();
      if (turn.kind().equals("user") || isAnswer) {
        turns.add(turn);
      }
    }
    return turns;
  }
}
