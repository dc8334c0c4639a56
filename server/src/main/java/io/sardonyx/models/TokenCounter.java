package io.sardonyx.models;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;

/**
 * Estimates the tokens of a text, with the encoding of OpenAI's newer models. The figures of a
 * provider are preferred where it gives them. The tables are read at first use.
 */
public final class TokenCounter {
  /** What the protocols add to each message. */
  private static final int PER_MESSAGE = 4;

  /**
   * Characters that are counted at once: the encoding takes hundreds of bytes for each letter of a
   * word, however long the word is.
   */
  private static final int PIECE = 8 << 10;

  private TokenCounter() {}

  private static final class Tables {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  public static int of(String text) {
    int tokens = 0;
    for (int from = 0; from < text.length(); ) {
      int to = pieceEnd(text, from);
      tokens += Tables.ENCODING.countTokensOrdinary(text.substring(from, to));
      from = to;
    }
    return tokens;
  }

  /** Before a space, where the encoding separates too; in the middle of a word longer than half. */
  private static int pieceEnd(String text, int from) {
    int limit = from + PIECE;
    if (limit >= text.length()) {
      return text.length();
    }
    int space = text.lastIndexOf(' ', limit);
    if (space > from + PIECE / 2) {
      return space;
    }
    return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
  }

  /** Without its reasoning, which prompts leave out. */
  public static int of(Turn turn) {
    return of(Reasoning.strip(turn)) + PER_MESSAGE;
  }

  public static int of(List<Turn> history) {
    return history.stream().mapToInt(TokenCounter::of).sum();
  }

  public static int of(Prompt prompt) {
    return of(prompt.instructions()) + PER_MESSAGE + of(prompt.history());
  }
}
