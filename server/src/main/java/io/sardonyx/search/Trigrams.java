package io.sardonyx.search;

import io.sardonyx.search.FoldedText.Run;
import java.util.HashSet;
import java.util.Set;

/**
 * The pieces of a text that the index has, each as a number. Of a word: its first letter, its first
 * two, and every three that follow each other, so that any part of a word is found from three
 * letters on and its beginning from one. Of a run without spaces: every character and every two.
 * Two pieces may share a number; what is found is compared with the text itself.
 */
final class Trigrams {
  /** UTF-16 units of one text; what is beyond is not found. */
  static final int MAX_TEXT = 200_000;

  private static final int FIRST = 1;
  private static final int FIRST_TWO = 2;
  private static final int THREE = 3;
  private static final int ONE_DENSE = 4;
  private static final int TWO_DENSE = 5;

  private Trigrams() {}

  /** What a text is found by. */
  static Integer[] of(String text) {
    var folded = FoldedText.of(text, MAX_TEXT);
    var grams = new HashSet<Integer>();
    for (var run : folded.runs()) {
      if (run.dense()) {
        for (int at = run.start(); at < run.end(); at++) {
          grams.add(gram(ONE_DENSE, folded, at, 1));
        }
        addAll(grams, TWO_DENSE, folded, run, 2);
      } else {
        grams.add(gram(FIRST, folded, run.start(), 1));
        if (run.length() > 1) {
          grams.add(gram(FIRST_TWO, folded, run.start(), 2));
        }
        addAll(grams, THREE, folded, run, 3);
      }
    }
    return grams.toArray(Integer[]::new);
  }

  /** What a text must have in order to contain what is looked for. */
  static Integer[] wanted(FoldedText query) {
    var grams = new HashSet<Integer>();
    for (var run : query.runs()) {
      if (run.dense()) {
        if (run.length() == 1) {
          grams.add(gram(ONE_DENSE, query, run.start(), 1));
        } else {
          addAll(grams, TWO_DENSE, query, run, 2);
        }
      } else if (run.length() < 3) {
        grams.add(gram(run.length() == 1 ? FIRST : FIRST_TWO, query, run.start(), run.length()));
      } else {
        addAll(grams, THREE, query, run, 3);
      }
    }
    return grams.toArray(Integer[]::new);
  }

  private static void addAll(Set<Integer> grams, int kind, FoldedText text, Run run, int size) {
    for (int at = run.start(); at + size <= run.end(); at++) {
      grams.add(gram(kind, text, at, size));
    }
  }

  private static int gram(int kind, FoldedText text, int at, int size) {
    long hash = kind;
    for (int i = 0; i < size; i++) {
      hash = (hash ^ text.point(at + i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }
}
