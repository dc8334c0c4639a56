package io.sardonyx.platform.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that the database keeps but cannot read. Each is encrypted with a key of its own, and
 * that key with one derived from the {@link RootKey} (envelope encryption): a copy of the database
 * opens nothing.
 *
 * <p>The context says what the secret is and whose ({@code "application secret 0199…"}). It is
 * authenticated with it, so that a sealed value that was moved to another row does not open there.
 */
@Singleton
public class Sealing {
  /** Says how the rest is to be read, should that ever change. */
  private static final byte VERSION = 1;

  private final RootKey rootKey;
  private volatile @Nullable Aead envelope;

  public Sealing(RootKey rootKey) {
    this.rootKey = rootKey;
  }

  public byte[] seal(byte[] plain, String context) {
    try {
      var sealed = envelope().encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
      var versioned = new byte[sealed.length + 1];
      versioned[0] = VERSION;
      System.arraycopy(sealed, 0, versioned, 1, sealed.length);
      return versioned;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Could not seal a secret.", e);
    }
  }

  /**
   * @throws CannotUnseal when the root key or the context is another, or the value was changed
   */
  public byte[] unseal(byte[] sealed, String context) {
    if (sealed.length < 1 || sealed[0] != VERSION) {
      throw new CannotUnseal(context);
    }
    try {
      return envelope()
          .decrypt(
              Arrays.copyOfRange(sealed, 1, sealed.length),
              context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new CannotUnseal(context);
    }
  }

  /** Made at the first use: the library takes a while to load, and a start often needs none. */
  private Aead envelope() {
    var made = envelope;
    if (made == null) {
      made = make(rootKey);
      envelope = made;
    }
    return made;
  }

  private static Aead make(RootKey rootKey) {
    try {
      AeadConfig.register();
      var keyOfOne =
          AesGcmParameters.builder()
              .setKeySizeBytes(32)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      return KmsEnvelopeAead.create(keyOfOne, new AesGcmJce(rootKey.derive("sealing")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot encrypt with AES-GCM.", e);
    }
  }

  /** Sealed under another root key, for another place, or damaged. */
  public static final class CannotUnseal extends RuntimeException {
    CannotUnseal(String context) {
      super(
          "Cannot open the sealed %s: is SARDONYX_ROOT_KEY (or the file root.key) the one that it was sealed with?"
              .formatted(context));
    }
  }
}
