package io.sardonyx.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sardonyx.platform.crypto.RootKey;
import java.util.Base64;
import java.util.UUID;

class TokensFuzzTest {
  private static final RootKey KEY =
      RootKey.parse(
          Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));

  /** One letter of it changed, and it is none. */
  @FuzzTest
  void onlyOurOwnRefreshTokensHold(FuzzedDataProvider data) {
    var own = new RefreshToken(new UUID(data.consumeLong(), data.consumeLong()), 1).text(KEY);
    assertThat(RefreshToken.parse(own, KEY)).isPresent();
    int at = data.consumeInt(0, own.length() - 1);
    var other = own.substring(0, at) + data.consumeString(1) + own.substring(at + 1);
    if (!other.equals(own) && at < own.length() - 1) { // whose last bits mean nothing
      assertThat(RefreshToken.parse(other, KEY)).isEmpty();
    }
    assertThat(RefreshToken.parse(data.consumeRemainingAsString(), KEY)).isEmpty();
  }

  /** By what its header says it is, whatever follows. */
  @FuzzTest
  void aTokenOfOursIsLikeOne(FuzzedDataProvider data) {
    var rest = "." + data.consumeString(500);
    assertThat(AccessTokens.isLike(encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}") + rest))
        .isTrue();
    assertThat(AccessTokens.isLike(encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + rest))
        .isFalse();
  }

  private static String encoded(String header) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes());
  }

  @FuzzTest
  void whetherItIsLikeATokenOfOursCanBeAskedOfAnything(FuzzedDataProvider data) {
    var unused = AccessTokens.isLike(data.consumeRemainingAsString());
  }
}
