package io.sardonyx.models;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.sardonyx.messages.Turn;
import java.util.List;

/**
 * How many tokens a text has, about: as OpenAI's newer models count. What a provider says itself is
 * always preferred. The tables are read at first use.
 */
public final class TokenCounter {
  /** What surrounds each message. */
  private static final int PER_MESSAGE = 4;

  private TokenCounter() {}

  private static final class Tables {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  public static int of(String text) {
    return text.isEmpty() ? 0 : Tables.ENCODING.countTokensOrdinary(text);
  }

  /** Of what is read of it. */
  public static int of(Turn said) {
    return of(Reasoning.without(said)) + PER_MESSAGE;
  }

  public static int of(List<Turn> history) {
    return history.stream().mapToInt(TokenCounter::of).sum();
  }

  public static int of(Prompt prompt) {
    return of(prompt.instructions()) + PER_MESSAGE + of(prompt.history());
  }
}
