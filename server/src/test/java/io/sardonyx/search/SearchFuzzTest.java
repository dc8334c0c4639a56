package io.sardonyx.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sardonyx.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

class SearchFuzzTest {
  /** An excerpt begins this much before its end, or more. */
  private static final int SHORT = 150;

  /** The index leaves nothing out that the comparison of the text itself would find. */
  @FuzzTest
  void whatStandsInATextIsFoundByItsGrams(FuzzedDataProvider data) {
    SearchTerms query;
    try {
      query = new SearchTerms(data.consumeString(SearchTerms.MAX));
    } catch (Problem nothingToLookFor) {
      return;
    }
    var text = data.consumeRemainingAsString();
    var found = query.in(text);
    if (!found.isEmpty()) {
      assertThat(Set.of(Trigrams.of(text))).containsAll(Arrays.asList(query.grams()));
    }
    int end = 0;
    for (var each : found) {
      assertThat(each.start()).isGreaterThanOrEqualTo(end).isLessThan(each.end());
      end = each.end();
    }
    assertThat(end).isLessThanOrEqualTo(text.length());
  }

  /** Words of a text are found in it, however they are written there. */
  @FuzzTest
  void whatALetterOrAWordIsStandsInATextOfItsOwn(FuzzedDataProvider data) {
    var words = data.consumeString(50).strip();
    SearchTerms query;
    try {
      query = new SearchTerms(words);
    } catch (Problem nothingToLookFor) {
      return;
    }
    if (isWhole(words)) {
      assertThat(query.in(words)).isNotEmpty();
      assertThat(query.in("- " + words + " -")).isNotEmpty();
      assertThat(Set.of(Trigrams.of(words))).containsAll(Arrays.asList(query.grams()));
      requireFound(query, words);
    }
  }

  /** All of it, in capitals too: no letter lies between what was found. */
  private static void requireFound(SearchTerms query, String words) {
    var found = query.in(words);
    for (int at = 0; at < words.length(); at++) {
      int here = at;
      if (words.charAt(at) < 128 && Character.isLetterOrDigit(words.charAt(at))) {
        assertThat(found).anyMatch(each -> each.start() <= here && here < each.end());
      }
    }
    if (words.chars().allMatch(each -> each < 128)) {
      assertThat(query.in(words.toUpperCase(Locale.ROOT))).isEqualTo(found);
      assertThat(query.in(words.toLowerCase(Locale.ROOT))).isEqualTo(found);
    }
  }

  @FuzzTest
  void anExcerptIsAPieceOfTheTextAndOfWholeCharacters(FuzzedDataProvider data) {
    SearchTerms query;
    try {
      query = new SearchTerms(data.consumeString(20));
    } catch (Problem nothingToLookFor) {
      return;
    }
    var text = data.consumeRemainingAsString();
    var found = query.in(text);
    if (found.isEmpty() || !isWhole(text)) {
      return;
    }
    var excerpt = SearchTerms.excerpt(text, found);
    assertThat(text).contains(excerpt.text());
    assertThat(isWhole(excerpt.text())).isTrue();
    var first = found.getFirst();
    if (first.end() - first.start() < SHORT) {
      var shown = excerpt.highlights().getFirst();
      assertThat(excerpt.text().substring(shown.start(), shown.end()))
          .isEqualTo(text.substring(first.start(), first.end()));
    }
    for (var each : excerpt.highlights()) {
      assertThat(each.end()).isBetween(each.start() + 1, excerpt.text().length());
    }
  }

  /** Without halves of surrogate pairs. */
  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
