package io.sardonyx.search;

import io.sardonyx.platform.problem.Problem;
import io.sardonyx.search.FoldedText.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What somebody looks for: words or parts of words, all of which must be there. */
final class SearchTerms {
  static final int MAX = 200;
  private static final int MAX_TERMS = 12;
  private static final int BEFORE = 60;
  private static final int EXCERPT = 240;

  private final FoldedText folded;

  SearchTerms(String text) {
    folded = FoldedText.of(text, MAX);
    if (folded.runs().isEmpty()) {
      throw Problem.invalid("empty_search_query", "Give a word, or a part of one, in q.");
    }
    if (folded.runs().size() > MAX_TERMS) {
      throw Problem.invalid(
          "too_many_words", "Look for at most %d words at once.".formatted(MAX_TERMS));
    }
  }

  Integer[] grams() {
    return Trigrams.wanted(folded);
  }

  /** Where the words stand in a text, in order; empty unless all of them do. */
  List<Highlight> in(String text) {
    var where = FoldedText.of(text, Trigrams.MAX_TEXT);
    var found = new ArrayList<Highlight>();
    for (var term : folded.runs()) {
      int before = found.size();
      for (var run : where.runs()) {
        find(term, run, where, found);
      }
      if (found.size() == before) {
        return List.of();
      }
    }
    return merged(found);
  }

  /** Of a word of one or two letters only the beginning of another counts. */
  private void find(Run term, Run run, FoldedText where, List<Highlight> found) {
    if (run.dense() != term.dense()) {
      return;
    }
    boolean onlyFirst = !term.dense() && term.length() < 3;
    int last = onlyFirst ? run.start() : run.end() - term.length();
    int at = run.start();
    while (at <= last && at + term.length() <= run.end()) {
      if (where.matches(at, folded, term)) {
        found.add(new Highlight(where.origin(at), where.after(at + term.length() - 1)));
        at += term.length();
      } else {
        at++;
      }
    }
  }

  private static List<Highlight> merged(List<Highlight> found) {
    found.sort(Comparator.comparingInt(Highlight::start));
    var merged = new ArrayList<Highlight>();
    for (var next : found) {
      var last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && next.start() <= last.end()) {
        merged.set(
            merged.size() - 1, new Highlight(last.start(), Math.max(last.end(), next.end())));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  /** A stretch of a text around the first of what was found in it. */
  static Excerpt excerpt(String text, List<Highlight> found) {
    int start = whole(text, Math.max(0, found.getFirst().start() - BEFORE));
    int end = whole(text, Math.min(text.length(), start + EXCERPT));
    var within =
        found.stream()
            .filter(each -> each.start() >= start && each.end() <= end)
            .map(each -> new Highlight(each.start() - start, each.end() - start))
            .toList();
    return new Excerpt(text.substring(start, end), within);
  }

  record Excerpt(String text, List<Highlight> highlights) {}

  /** Never between the halves of one character. */
  private static int whole(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
