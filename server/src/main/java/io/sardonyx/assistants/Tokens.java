package io.sardonyx.assistants;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.sardonyx.sessions.Said;
import java.util.List;

/**
 * How many tokens a text has, about: as OpenAI's newer models count. What a provider says itself is
 * always preferred. The tables are read at first use.
 */
public final class Tokens {
  /** What surrounds each message. */
  private static final int PER_MESSAGE = 4;

  private Tokens() {}

  private static final class Tables {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  public static int of(String text) {
    return text.isEmpty() ? 0 : Tables.ENCODING.countTokensOrdinary(text);
  }

  /** Of what is read of it. */
  static int of(Said said) {
    return of(Thoughts.without(said)) + PER_MESSAGE;
  }

  static int of(List<Said> history) {
    return history.stream().mapToInt(Tokens::of).sum();
  }

  static int of(Prompt prompt) {
    return of(prompt.instructions()) + PER_MESSAGE + of(prompt.history());
  }
}
