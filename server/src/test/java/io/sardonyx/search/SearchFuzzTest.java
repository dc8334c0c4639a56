package io.sardonyx.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sardonyx.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

class SearchFuzzTest {

  /** The index leaves nothing out that the comparison of the text itself would find. */
  @FuzzTest
  void whatStandsInATextIsFoundByItsGrams(FuzzedDataProvider data) {
    Query query;
    try {
      query = new Query(data.consumeString(Query.MAX));
    } catch (Problem nothingToLookFor) {
      return;
    }
    var text = data.consumeRemainingAsString();
    var found = query.in(text);
    if (!found.isEmpty()) {
      assertThat(Set.of(Grams.of(text))).containsAll(Arrays.asList(query.grams()));
    }
    int end = 0;
    for (var each : found) {
      assertThat(each.start()).isGreaterThanOrEqualTo(end).isLessThan(each.end());
      end = each.end();
    }
    assertThat(end).isLessThanOrEqualTo(text.length());
  }

  @FuzzTest
  void anExcerptIsAPieceOfTheTextAndOfWholeCharacters(FuzzedDataProvider data) {
    Query query;
    try {
      query = new Query(data.consumeString(20));
    } catch (Problem nothingToLookFor) {
      return;
    }
    var text = data.consumeRemainingAsString();
    var found = query.in(text);
    if (found.isEmpty() || !isWhole(text)) {
      return;
    }
    var excerpt = Query.excerpt(text, found);
    assertThat(text).contains(excerpt.text());
    assertThat(isWhole(excerpt.text())).isTrue();
    for (var each : excerpt.highlights()) {
      assertThat(each.end()).isBetween(each.start() + 1, excerpt.text().length());
    }
  }

  /** Without halves of surrogate pairs. */
  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
