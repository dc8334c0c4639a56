package io.sardonyx.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text as it is compared: without case, accents, points and width, one code point at a time, so
 * that each knows where it stood. It consists of runs of letters and digits; what lies between them
 * is not compared. Scripts that put no spaces between words make runs of their own.
 */
final class FoldedText {
  /** A run of letters and digits, from one place to another among the code points. */
  record Run(int start, int end, boolean dense) {
    int length() {
      return end - start;
    }
  }

  private static final int TATWEEL = 0x640;

  private int[] points;
  private int[] origins;
  private int length;
  private final int end;
  private final List<Run> runs = new ArrayList<>();

  /**
   * @param limit in UTF-16 units; what is beyond is not looked at
   */
  static FoldedText of(String text, int limit) {
    var folded = new FoldedText(Math.min(text.length(), limit));
    for (int at = 0; at < folded.end; ) {
      int point = text.codePointAt(at);
      folded.add(point, at);
      at += Character.charCount(point);
    }
    folded.split();
    return folded;
  }

  private FoldedText(int end) {
    this.end = end;
    points = new int[end + 8];
    origins = new int[end + 8];
  }

  List<Run> runs() {
    return runs;
  }

  int point(int index) {
    return points[index];
  }

  /** Where in the original text, in UTF-16 units, the code point at this place came from. */
  int origin(int index) {
    return origins[index];
  }

  /** Where in the original text what came after it begins. */
  int after(int index) {
    for (int next = index + 1; next < length; next++) {
      if (origins[next] != origins[index]) {
        return origins[next];
      }
    }
    return end;
  }

  /** Whether the code points from here on are the other text's from there on. */
  boolean matches(int at, FoldedText other, Run run) {
    for (int i = 0; i < run.length(); i++) {
      if (points[at + i] != other.points[run.start() + i]) {
        return false;
      }
    }
    return true;
  }

  private void add(int point, int origin) {
    if (point < 128) {
      push(point >= 'A' && point <= 'Z' ? point + 32 : point, origin);
      return;
    }
    var plain =
        Normalizer.normalize(
            Character.toString(point).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFKD);
    plain.codePoints().filter(each -> !isAccent(each)).forEach(each -> push(each, origin));
  }

  private void push(int point, int origin) {
    if (length == points.length) {
      points = Arrays.copyOf(points, length * 2);
      origins = Arrays.copyOf(origins, length * 2);
    }
    points[length] = point;
    origins[length] = origin;
    length++;
  }

  private void split() {
    for (int start = 0; start < length; ) {
      if (!isWord(points[start])) {
        start++;
        continue;
      }
      boolean dense = isDense(points[start]);
      int next = start + 1;
      while (next < length && isWord(points[next]) && isDense(points[next]) == dense) {
        next++;
      }
      runs.add(new Run(start, next, dense));
      start = next;
    }
  }

  /**
   * What is mostly not written: the marks of Latin, Greek and Cyrillic letters, the points of
   * Hebrew and the vowel signs of Arabic (to which NFKD brings hamza and madda), and the dash that
   * stretches its words. In other scripts (Thai, those of India) marks are vowels, and always
   * written.
   */
  private static boolean isAccent(int point) {
    if (point < 0x591) {
      return point >= 0x300 && point <= 0x36F;
    }
    if (point <= 0x5C7 || point >= 0x610 && point <= 0x6ED || point >= 0x8D3 && point <= 0x8FF) {
      return point == TATWEEL || Character.getType(point) == Character.NON_SPACING_MARK;
    }
    return false;
  }

  private static boolean isWord(int point) {
    if (Character.isLetterOrDigit(point)) {
      return true;
    }
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isDense(int point) {
    if (point < 0xE00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN, YI -> true;
      case INHERITED, COMMON -> point >= 0x3000 && point <= 0x30FF;
      default -> false;
    };
  }
}
