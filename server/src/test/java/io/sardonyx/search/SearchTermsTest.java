package io.sardonyx.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found in which language, and where. */
class SearchTermsTest {
  private record Case(String query, String text, String highlighted) {}

  static Stream<Case> found() {
    return Stream.of(
        new Case("data", "A DataBase of data", "Data|data"),
        new Case("base", "Our Database", "base"),
        new Case("muller", "Frau Müller kommt", "Müller"),
        new Case("STRASSE", "Die Straße nach Rom", "Straße"),
        new Case("versicherung", "Krankenversicherung", "versicherung"),
        new Case("école", "L'e\u0301cole est finie", "e\u0301cole"),
        new Case("привет", "ПРИВЕТ, мир", "ПРИВЕТ"),
        new Case("αθηνα", "Η ΑΘΉΝΑ σήμερα", "ΑΘΉΝΑ"),
        new Case("東京", "私は東京に住んでいます。東京!", "東京|東京"),
        new Case("京", "北京和东京", "京|京"),
        new Case("ガイド", "ｶﾞｲﾄﾞを読む", "ｶﾞｲﾄﾞ"),
        new Case("北京", "我爱北京天安门", "北京"),
        new Case("ไทย", "ประเทศไทยสวย", "ไทย"),
        new Case("서울", "서울에서 만나요", "서울"),
        new Case("नमस्ते", "नमस्ते दुनिया", "नमस्ते"),
        new Case("شكرا", "شكرا جزيلا", "شكرا"),
        new Case("محمد", "قال مُحَمَّدٌ شيئا", "مُحَمَّدٌ"),
        new Case("مُحَمَّد", "قال محمد شيئا", "محمد"),
        new Case("احمد", "جاء أحمد", "أحمد"),
        new Case("الاسلام", "عن الإسلام", "الإسلام"),
        new Case("القران", "قرأ القرآن", "القرآن"),
        new Case("محمد", "مـحـمـد", "مـحـمـد"),
        new Case("هذا", "هٰذا بيت", "هٰذا"),
        new Case("שלום", "אמר שָׁלוֹם לכל", "שָׁלוֹם"),
        new Case("שָׁלוֹם", "אמר שלום לכל", "שלום"),
        new Case("בית", "בית־ספר", "בית"),
        new Case("हिन्दी", "हिन्दी भाषा", "हिन्दी"),
        new Case("น้ำ", "ดื่มน้ำเย็น", "น้ำ"),
        new Case("x1", "Take the X100", "X1"),
        new Case("a", "an apple, a pear", "a|a|a"),
        new Case("blue red", "Red and blue", "Red|blue"),
        new Case("ＡＢＣ", "abc", "abc"),
        new Case("ana", "banana", "ana"),
        new Case("tower 東京", "東京tower", "東京tower"),
        new Case("smile", "😀😀 smile", "smile"));
  }

  @ParameterizedTest
  @MethodSource("found")
  void whatIsThereIsFoundAndHighlighted(Case each) {
    var highlights = new SearchTerms(each.query()).in(each.text());
    assertThat(
            highlights.stream()
                .map(range -> each.text().substring(range.start(), range.end()))
                .collect(Collectors.joining("|")))
        .isEqualTo(each.highlighted());
  }

  /** Otherwise the index would not lead to it. */
  @ParameterizedTest
  @MethodSource("found")
  void theIndexHasEveryPieceThatIsAskedFor(Case each) {
    assertThat(Trigrams.of(each.text())).contains(new SearchTerms(each.query()).grams());
  }

  @Test
  void allWordsMustBeThere() {
    assertThat(new SearchTerms("green").in("Red and blue")).isEmpty();
    assertThat(new SearchTerms("red green").in("Red and blue")).isEmpty();
    assertThat(new SearchTerms("ab").in("a cab")).isEmpty();
    assertThat(new SearchTerms("東大").in("東京大学")).isEmpty();
    // Where marks are vowels and tones, another mark is another word.
    assertThat(new SearchTerms("हन्द").in("हिन्दी भाषा")).isEmpty();
    assertThat(new SearchTerms("मल").in("मेल")).isEmpty();
    assertThat(new SearchTerms("ขาว").in("ข้าว")).isEmpty();
  }

  @Test
  void nothingAndTooMuchAreRefused() {
    for (var empty : List.of("", "  ", "?!", "😀")) {
      assertThatThrownBy(() -> new SearchTerms(empty)).isInstanceOf(Problem.class);
    }
    assertThatThrownBy(() -> new SearchTerms("a b c d e f g h i j k l m"))
        .isInstanceOf(Problem.class);
  }

  @Test
  void anExcerptSurroundsWhatWasFoundAndCutsNoCharacter() {
    var text = "😀".repeat(200) + "needle" + "😀".repeat(200);
    var excerpt = SearchTerms.excerpt(text, new SearchTerms("needle").in(text));
    var range = excerpt.highlights().getFirst();
    assertThat(excerpt.text().substring(range.start(), range.end())).isEqualTo("needle");
    assertThat(excerpt.text().length()).isLessThan(260);
    assertThat(Character.isLowSurrogate(excerpt.text().charAt(0))).isFalse();
    assertThat(Character.isHighSurrogate(excerpt.text().charAt(excerpt.text().length() - 1)))
        .isFalse();
  }
}
