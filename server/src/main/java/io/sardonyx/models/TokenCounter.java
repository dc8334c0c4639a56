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

  private TokenCounter() {}

  private static final class Tables {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  public static int of(String text) {
    return text.isEmpty() ? 0 : Tables.ENCODING.countTokensOrdinary(text);
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
