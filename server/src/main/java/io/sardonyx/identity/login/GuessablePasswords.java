package io.sardonyx.identity.login;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Passwords that are long and still among the first that are tried: those that leak most often,
 * alone, repeated or with digits around them; what is known of their owner; runs along the keyboard
 * or the alphabet.
 */
final class GuessablePasswords {
  /** Of what is not digits, signs or known words, so much makes a password of its own. */
  private static final int OWN = 6;

  private static final int FEW_CHARACTERS = 4;
  private static final double MOSTLY = 0.8;

  private static final List<String> RUNS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "01234567890",
          "qwertyuiopasdfghjklzxcvbnm",
          "qwertzuiopasdfghjklyxcvbnm",
          "azertyuiopqsdfghjklmwxcvbn");

  private GuessablePasswords() {}

  /** Read at the first use: most starts need none. */
  private static final class Leaked {
    private static final Set<String> ALL = read();

    private Leaked() {}

    private static Set<String> read() {
      try {
        return Set.copyOf(
            new HashSet<>(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
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
    boolean onlyDigits = core.isEmpty() && !letters.isEmpty();
    return onlyDigits || isLeaked(letters) || isLeaked(core) || isKnown(letters, words);
  }

  /** Itself, or one of them over and over. */
  private static boolean isLeaked(String text) {
    for (int length = 1; length <= text.length(); length++) {
      var unit = text.substring(0, length);
      if (text.length() % length == 0
          && unit.repeat(text.length() / length).equals(text)
          && (length <= FEW_CHARACTERS || Leaked.ALL.contains(unit))) {
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
