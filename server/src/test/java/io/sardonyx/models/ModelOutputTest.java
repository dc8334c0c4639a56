package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a model says, as it can be kept. */
class ModelOutputTest {
  @Test
  void whatIsNoTextIsReplaced() {
    assertThat(heard("one\0two", "\udc00three\ud800 four"))
        .containsExactly("one\ufffdtwo", "\ufffdthree\ufffd four");
  }

  @Test
  void aCharacterThatComesInHalvesIsHeardWhole() {
    assertThat(heard("smile \ud83d", "\ude00.", "and \ud83d", "no"))
        .containsExactly("smile ", "\ud83d\ude00.", "and ", "\ufffdno");
  }

  @Test
  void whatIsTextIsHeardAsItWasSaid() {
    assertThat(heard("äöü", "\ud83d\ude00", "", "\n\t"))
        .containsExactly("äöü", "\ud83d\ude00", "\n\t");
  }

  @Test
  void thoughtsStandBetweenTagsBeforeTheAnswer() {
    assertThat(
            heard(listener -> {
              listener.think("");
              listener.hear("");
              listener.think("Hm");
              listener.hear("");
              listener.think(", so");
              listener.hear("Yes");
              listener.hear(".");
            }))
        .containsExactly("<think>Hm", ", so", "</think>Yes", ".");
  }

  @Test
  void thoughtsInTheMiddleOfAnAnswerOnlyShowThatItGoesOn() {
    assertThat(
            heard(listener -> {
              listener.hear("Yes \ud83d");
              listener.think("or no?");
              listener.hear("\ude00.");
            }))
        .containsExactly("Yes ", "", "\ud83d\ude00.");
  }

  private static List<String> heard(String... pieces) {
    return heard(listener -> List.of(pieces).forEach(listener::hear));
  }

  private static List<String> heard(Consumer<ModelOutput> saying) {
    var heard = new ArrayList<String>();
    try (var listener = new ModelOutput(heard::add)) {
      saying.accept(listener);
    }
    return heard;
  }
}
