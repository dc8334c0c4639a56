package io.sardonyx.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"Plans for Spring\"|Plans for Spring",
        "Title: **Plans**|Plans",
        "# Plans.|Plans",
        "  a   b\tc |a b c",
        "„Pläne“|Pläne",
      })
  void whatAModelAddsIsTakenAway(String said, String title) {
    assertThat(Titles.clean(said)).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
  })
  void whatIsTooLongIsCutBetweenWordsAndNeverInsideACharacter(String said) {
    var title = Titles.clean(said);
    assertThat(title.length()).isLessThanOrEqualTo(Titles.MAX);
    assertThat(title).endsWith("…");
    assertThat(title.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }
}
