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
  void each_purpose_has_a_key_of_its_own() {
    assertThat(key.derive("refresh token")).hasSize(32).isEqualTo(key.derive("refresh token"));
    assertThat(key.derive("refresh token")).isNotEqualTo(key.derive("sealing"));
    assertThat(keyOf(8).derive("sealing")).isNotEqualTo(key.derive("sealing"));
  }

  @Test
  void derived_keys_stay_the_same_from_release_to_release() {
    // Computed apart from this code: with prk = HMAC-SHA256(32 zero bytes, key), it is
    // HMAC-SHA256(prk, "sealing" | 0x01).
    assertThat(HexFormat.of().formatHex(keyOf(0).derive("sealing")))
        .isEqualTo("b18668f6751191f1a27d9f726c60e01ecbff0be550505f3d23f7d9d89ea76a8e");
  }

  @Test
  void what_is_not_32_bytes_is_refused_without_quoting_it() {
    assertThatThrownBy(() -> RootKey.parse(Base64.getEncoder().encodeToString(new byte[16])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16");
    assertThatThrownBy(() -> RootKey.parse("?secret?"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void it_does_not_show_itself() {
    assertThat(key).hasToString("RootKey");
  }

  static RootKey keyOf(int octet) {
    var bytes = new byte[RootKey.BYTES];
    Arrays.fill(bytes, (byte) octet);
    return RootKey.parse(Base64.getEncoder().encodeToString(bytes));
  }
}
