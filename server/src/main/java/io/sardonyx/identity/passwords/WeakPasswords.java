package io.sardonyx.identity.passwords;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Passwords that are long and still among the first that are tried: those that leak most often,
 * alone, repeated or with digits around them; what is known of their owner; runs along the keyboard
 * or the alphabet; and what is put together of so common parts that few guesses find it.
 */
final class WeakPasswords {
  /** Of what is not digits, signs or known words, so much makes a password of its own. */
  private static final int OWN = 6;

  private static final int FEW_CHARACTERS = 4;
  private static final double MOSTLY = 0.8;

  /** Whoever has the hash and a few graphics cards makes as many guesses in some weeks. */
  private static final double FEW_GUESSES = 1e10;

  /** The estimate costs more with each character: a part of what is long is mostly enough. */
  private static final int FIRST_PART = 32;

  private static final int LONGEST_PART = 100;

  /** What is read as another letter, and which: the estimate tries all of their combinations. */
  private static final String ALIKE = "@({[<!|$+%4836915072";

  private static final String READ_AS = "acccciistx";
  private static final int MOST_ALIKE = 6;

  private static final List<String> RUNS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "01234567890",
          "qwertyuiopasdfghjklzxcvbnm",
          "qwertzuiopasdfghjklyxcvbnm",
          "azertyuiopqsdfghjklmwxcvbn");

  private WeakPasswords() {}

  /** Read at the first use: most starts need none. */
  private static final class Leaked {
    private static final Zxcvbn ESTIMATE;
    private static final Map<String, Integer> ALL;

    static {
      try {
        var dictionaries = StandardDictionaries.loadAllDictionaries();
        ESTIMATE =
            new ZxcvbnBuilder()
                .dictionaries(dictionaries)
                .keyboards(StandardKeyboards.loadAllKeyboards())
                .build();
        ALL =
            dictionaries.stream()
                .filter(each -> each.getName().equals(StandardDictionaries.PASSWORDS))
                .findFirst()
                .orElseThrow()
                .getRankedDictionary();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Leaked() {}
  }

  /**
   * @param words what is known of its owner, in lower case
   */
  static boolean contains(String password, List<String> words) {
    var text = password.toLowerCase(Locale.ROOT);
    if (text.codePoints().distinct().count() <= FEW_CHARACTERS || isRun(text)) {
      return true;
    }
    var letters = text.replaceAll("[^\\p{L}\\p{N}]+", "");
    var core = letters.replaceAll("^\\p{N}+|\\p{N}+$", "");
    // What is mostly signs is no word with something around it.
    boolean isMostlyLetters = 2 * letters.length() >= text.length();
    return isMostlyLetters && (core.isEmpty() || isLeaked(letters) || isLeaked(core))
        || isKnown(letters, words)
        || isFoundByFewGuesses(text);
  }

  private static boolean isFoundByFewGuesses(String text) {
    var readable = readable(start(text, LONGEST_PART));
    return guesses(start(readable, FIRST_PART)) < FEW_GUESSES
        && (readable.length() <= FIRST_PART || guesses(readable) < FEW_GUESSES);
  }

  private static double guesses(String text) {
    return Leaked.ESTIMATE.measure(text).getGuesses();
  }

  private static String start(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  /**
   * With so many signs for letters that trying all they may stand for takes seconds, each that is
   * no digit stands for one.
   */
  private static String readable(String text) {
    if (text.chars().filter(c -> ALIKE.indexOf(c) >= 0).distinct().count() <= MOST_ALIKE) {
      return text;
    }
    var letters = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      int at = ALIKE.indexOf(text.charAt(i));
      if (at >= 0 && at < READ_AS.length()) {
        letters.setCharAt(i, READ_AS.charAt(at));
      }
    }
    return letters.toString();
  }

  /** Itself, or one of them over and over. */
  private static boolean isLeaked(String text) {
    for (int length = 1; length <= text.length(); length++) {
      var unit = text.substring(0, length);
      if (text.length() % length == 0
          && unit.repeat(text.length() / length).equals(text)
          && (length <= FEW_CHARACTERS && length < text.length() || Leaked.ALL.containsKey(unit))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKnown(String letters, List<String> words) {
    var rest = letters;
    for (var word : words) {
      rest = rest.replace(word, "");
    }
    return !rest.equals(letters) && rest.replaceAll("\\p{N}+", "").length() < OWN;
  }

  /** Whether most characters are beside the one before: on the keyboard, or in their order. */
  private static boolean isRun(String text) {
    int steps = 0;
    for (int i = 1; i < text.length(); i++) {
      var pair = text.substring(i - 1, i + 1);
      var back = new StringBuilder(pair).reverse().toString();
      if (pair.charAt(0) == pair.charAt(1)
          || RUNS.stream().anyMatch(run -> run.contains(pair) || run.contains(back))) {
        steps++;
      }
    }
    return steps >= MOSTLY * (text.length() - 1);
  }
}
