package io.sardonyx.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model says, as it can be kept. */
class ListenerTest {
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

  private static List<String> heard(String... pieces) {
    var heard = new ArrayList<String>();
    try (var listener = new Listener(heard::add)) {
      for (var piece : pieces) {
        listener.hear(piece);
      }
    }
    return heard;
  }
}
