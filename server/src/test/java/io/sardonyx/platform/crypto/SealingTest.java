package io.sardonyx.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealingTest {
  private static final byte[] SECRET = "sk_very-secret".getBytes(UTF_8);
  private final RootKey rootKey = RootKeyTest.keyOf(1);
  private final Sealing sealing = new Sealing(rootKey);

  @Test
  void aSecretDoesNotOpenInAnotherPlace() {
    var sealed = sealing.seal(SECRET, "application secret 1");
    assertThatThrownBy(() -> sealing.unseal(sealed, "application secret 2"))
        .isInstanceOf(Sealing.CannotUnseal.class);
  }

  @Test
  void aSecretDoesNotOpenWithAnotherRootKey() {
    var sealed = sealing.seal(SECRET, "application secret 1");
    var other = new Sealing(RootKeyTest.keyOf(2));
    assertThatThrownBy(() -> other.unseal(sealed, "application secret 1"))
        .isInstanceOf(Sealing.CannotUnseal.class)
        .hasMessageContaining("SARDONYX_ROOT_KEY");
  }

  @Test
  void aSecretThatWasChangedAnywhereDoesNotOpen() {
    var sealed = sealing.seal(SECRET, "here");
    for (int i = 0; i < sealed.length; i++) {
      var changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> sealing.unseal(changed, "here"))
          .isInstanceOf(Sealing.CannotUnseal.class);
    }
    assertThatThrownBy(() -> sealing.unseal(new byte[0], "here"))
        .isInstanceOf(Sealing.CannotUnseal.class);
  }

  @Test
  void aSecretOpensWhereItBelongsAlsoAfterARestart() {
    var sealed = sealing.seal(SECRET, "here");
    assertThat(new String(sealed, UTF_8)).doesNotContain("very-secret");
    assertThat(new Sealing(rootKey).unseal(sealed, "here")).isEqualTo(SECRET);
    assertThat(sealing.seal(SECRET, "here")).isNotEqualTo(sealed);
  }
}
