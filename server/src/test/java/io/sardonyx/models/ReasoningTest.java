package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          <think>Hm</think>Yes.                      | Yes.
          "\n<think>\nHm.\n</think>\n\nYes."         | Yes.
          <thinking>a </think> b</thinking>Yes.      | Yes.
          <reasoning>Hm</reasoning>Yes. <think>      | Yes. <think>
          <think></think>Yes.                        | Yes.
          <think>Hm                                  | ""
          <think>Hm</think>                          | ""
          Use <think> here</think>                   | Use <think> here</think>
          <thinker>Hm</thinker>                      | <thinker>Hm</thinker>
          """)
  void reasoningIsStripped(String text, String answer) {
    assertThat(Reasoning.strip(text)).isEqualTo(answer);
    assertThat(Reasoning.strip(new Turn(UUID.randomUUID(), "assistant", text))).isEqualTo(answer);
    assertThat(Reasoning.strip(new Turn(UUID.randomUUID(), "user", text))).isEqualTo(text);
  }

  @Test
  void onlyOpenReasoningLacksItsEndTag() {
    assertThat(missingEnd("<think>Hm")).isEqualTo("</think>");
    assertThat(missingEnd(" <reasoning>Hm</think>")).isEqualTo("</reasoning>");
    assertThat(missingEnd("<think>Hm</think>Yes")).isEmpty();
    assertThat(missingEnd("Use <think>")).isEmpty();
    assertThat(missingEnd("")).isEmpty();
  }

  private static String missingEnd(String text) {
    return Reasoning.missingEndTag(new StringBuilder(text));
  }

  @Test
  void anEndWithoutABeginningEndsTheReasoning() {
    assertThat(Reasoning.strip("Hm, so.\n</think>\n\nYes.")).isEqualTo("Yes.");
    assertThat(Reasoning.strip("</think>\nYes.")).isEqualTo("Yes.");
    var about = "It ends with `</think>`, after <think>.\n</think>\nx";
    assertThat(Reasoning.strip(about)).isEqualTo(about);
    assertThat(Reasoning.strip("Write </think> there.")).isEqualTo("Write </think> there.");
  }
}
