package io.sardonyx.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RootKeyTest {
  private final RootKey key = keyOf(7);

  @Test
  void eachPurposeHasAKeyOfItsOwn() {
    assertThat(key.derive("refresh token")).hasSize(32).isEqualTo(key.derive("refresh token"));
    assertThat(key.derive("refresh token")).isNotEqualTo(key.derive("sealing"));
    assertThat(keyOf(8).derive("sealing")).isNotEqualTo(key.derive("sealing"));
  }

  @Test
  void derivedKeysStayTheSameFromReleaseToRelease() {
    // Computed apart from this code: with prk = HMAC-SHA256(32 zero bytes, key), it is
    // HMAC-SHA256(prk, "sealing" | 0x01).
    assertThat(HexFormat.of().formatHex(keyOf(0).derive("sealing")))
        .isEqualTo("b18668f6751191f1a27d9f726c60e01ecbff0be550505f3d23f7d9d89ea76a8e");
  }

  @Test
  void whatIsNot32BytesIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> RootKey.parse(Base64.getEncoder().encodeToString(new byte[16])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16");
    assertThatThrownBy(() -> RootKey.parse("?secret?"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void itDoesNotShowItself() {
    assertThat(key).hasToString("RootKey");
  }

  static RootKey keyOf(int octet) {
    var bytes = new byte[RootKey.BYTES];
    Arrays.fill(bytes, (byte) octet);
    return RootKey.parse(Base64.getEncoder().encodeToString(bytes));
  }
}
