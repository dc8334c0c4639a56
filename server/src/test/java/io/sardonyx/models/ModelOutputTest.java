package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The output of a model, as it can be stored. */
class ModelOutputTest {
  @Test
  void charactersThatCannotBeStoredAreReplaced() {
    assertThat(consumed("one\0two", "\udc00three\ud800 four"))
        .containsExactly("one\ufffdtwo", "\ufffdthree\ufffd four");
  }

  @Test
  void surrogatesInTwoPiecesAreJoined() {
    assertThat(consumed("smile \ud83d", "\ude00.", "and \ud83d", "no"))
        .containsExactly("smile ", "\ud83d\ude00.", "and ", "\ufffdno");
  }

  @Test
  void textIsPassedOnUnchanged() {
    assertThat(consumed("äöü", "\ud83d\ude00", "", "\n\t"))
        .containsExactly("äöü", "\ud83d\ude00", "\n\t");
  }

  @Test
  void reasoningIsPutBetweenTagsBeforeTheAnswer() {
    assertThat(
            consumed(output -> {
              output.addReasoning("");
              output.addText("");
              output.addReasoning("Hm");
              output.addText("");
              output.addReasoning(", so");
              output.addText("Yes");
              output.addText(".");
            }))
        .containsExactly("<think>Hm", ", so", "</think>Yes", ".");
  }

  @Test
  void reasoningInTheMiddleOfAnAnswerIsNotKept() {
    assertThat(
            consumed(output -> {
              output.addText("Yes \ud83d");
              output.addReasoning("or no?");
              output.addText("\ude00.");
            }))
        .containsExactly("Yes ", "", "\ud83d\ude00.");
  }

  private static List<String> consumed(String... pieces) {
    return consumed(output -> List.of(pieces).forEach(output::addText));
  }

  private static List<String> consumed(Consumer<ModelOutput> writing) {
    var consumed = new ArrayList<String>();
    try (var output = new ModelOutput(consumed::add)) {
      writing.accept(output);
    }
    return consumed;
  }
}
