package io.sardonyx.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.RootKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
  private static final RootKey KEY = key(1);

  private final RefreshToken token = new RefreshToken(Ids.next(), 7);
  private final String text = token.text(KEY);

  @Test
  void nobodyWithoutTheRootKeyCanMakeOne() {
    assertThat(RefreshToken.parse(text, key(2))).isEmpty();
  }

  @Test
  void oneThatWasChangedAnywhereIsNone() {
    // The last character carries two bits only; the four others are not part of the token.
    for (int i = 0; i < text.length() - 1; i++) {
      var changed = new StringBuilder(text);
      changed.setCharAt(i, text.charAt(i) == 'A' ? 'B' : 'A');
      assertThat(RefreshToken.parse(changed.toString(), KEY)).as("changed at %d", i).isEmpty();
    }
  }

  @Test
  void textOfAnotherKindIsNone() {
    for (var other :
        new String[] {
          "",
          "sxr_",
          text + "A",
          text.substring(1),
          "x".repeat(74),
          "sxr_" + "!".repeat(70),
          "é".repeat(74)
        }) {
      assertThat(RefreshToken.parse(other, KEY)).as(other).isEmpty();
    }
  }

  @Test
  void oneThatWasHandedOutSaysWhoseAndWhichItIsAndIsTheSameEachTime() {
    assertThat(RefreshToken.parse(text, KEY)).contains(token);
    assertThat(token.text(KEY)).isEqualTo(text);
    assertThat(new RefreshToken(token.loginSessionId(), 8).text(KEY)).isNotEqualTo(text);
  }

  private static RootKey key(int octet) {
    var bytes = new byte[RootKey.BYTES];
    bytes[0] = (byte) octet;
    return RootKey.parse(Base64.getEncoder().encodeToString(bytes));
  }
}
