package io.sardonyx.answers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleGeneratorTest {
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
        "Learning C# and F#|Learning C# and F#",
        "The column user_id in `my_table`|The column user_id in my_table",
        "Why 5 * 3 > 2 * 7|Why 5 * 3 > 2 * 7",
        "> *Quoted*|Quoted",
        "What __init__ does|What __init__ does",
        "a*b* and c|a*b* and c",
        "> 5 is large|> 5 is large",
        "Donau\u00addampf|Donaudampf",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F wins|\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F wins",
        "می‌خواهم|می‌خواهم",
        "क्‍ष|क्‍ष",
        "👩‍👩‍👧 family|👩‍👩‍👧 family",
      })
  void whatAModelAddsIsTakenAway(String said, String title) {
    assertThat(TitleGenerator.clean(said)).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
  })
  void whatIsTooLongIsCutBetweenWordsAndNeverInsideACharacter(String said) {
    var title = TitleGenerator.clean(said);
    assertThat(title.length()).isLessThanOrEqualTo(TitleGenerator.MAX);
    assertThat(title).endsWith("…");
    assertThat(title.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }
}
