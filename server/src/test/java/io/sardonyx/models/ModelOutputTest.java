package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a model says, as it can be kept. */
class ModelOutputTest {
  @Test
  void what_is_no_text_is_replaced() {
    assertThat(heard("one\0two", "\udc00three\ud800 four"))
        .containsExactly("one\ufffdtwo", "\ufffdthree\ufffd four");
  }

  @Test
  void a_character_that_comes_in_halves_is_heard_whole() {
    assertThat(heard("smile \ud83d", "\ude00.", "and \ud83d", "no"))
        .containsExactly("smile ", "\ud83d\ude00.", "and ", "\ufffdno");
  }

  @Test
  void what_is_text_is_heard_as_it_was_said() {
    assertThat(heard("äöü", "\ud83d\ude00", "", "\n\t"))
        .containsExactly("äöü", "\ud83d\ude00", "\n\t");
  }

  @Test
  void thoughts_stand_between_tags_before_the_answer() {
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
  void thoughts_in_the_middle_of_an_answer_only_show_that_it_goes_on() {
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
