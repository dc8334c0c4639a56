package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
  @Test
  void aLongTextIsCountedInPieces() {
    var text =
        "The quick brown fox jumps over the lazy dog, and 12345 others look on. ".repeat(2_000);
    var whole =
        Encodings.newLazyEncodingRegistry()
            .getEncoding(EncodingType.O200K_BASE)
            .countTokensOrdinary(text);
    assertThat(TokenCounter.of(text)).isCloseTo(whole, Percentage.withPercentage(0.1));
  }

  @Test
  void charactersOfTwoUnitsStayWhole() {
    assertThat(TokenCounter.of("😀".repeat(20_000))).isPositive();
    assertThat(TokenCounter.of("a" + "😀".repeat(20_000))).isPositive();
  }

  /** Counted as a whole, a word of 4 million letters takes a gigabyte. */
  @Test
  void aWordOfMillionsOfLettersTakesLittleMemory() {
    var text = "a".repeat(4_000_000);
    var unused = TokenCounter.of("warm up");
    assertThat(TokenCounter.of(text)).isBetween(100_000, 4_000_000);
  }
}
