package io.sardonyx.platform.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The one secret that is kept outside the database. It is used for nothing itself: every purpose
 * has a key of its own, derived by HKDF-SHA256 (RFC 5869), so that none tells anything about
 * another.
 */
public final class RootKey {
  public static final int BYTES = 32;

  private final byte[] secret;

  private RootKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * @throws IllegalArgumentException unless {@code base64} is that of 32 bytes
   */
  public static RootKey parse(String base64) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("The root key is not base64.", notBase64);
    }
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "The root key has %d bytes, not %d.".formatted(secret.length, BYTES));
    }
    return new RootKey(secret);
  }

  /**
   * Reads the key, or makes it when the file does not exist. Readable by its owner only. Two that
   * make it at once end up with the same.
   */
  public static RootKey ofFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return parse(Files.readString(file));
  }

  private static void create(Path file) throws IOException {
    var secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    var whole = Files.createTempFile(file.toAbsolutePath().getParent(), "root", ".key");
    try {
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
      try (var out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        var text = Base64.getEncoder().encodeToString(secret) + "\n";
        out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        out.force(true);
      }
      Files.createLink(file, whole); // Unlike a move, it fails when another was quicker.
    } catch (FileAlreadyExistsException | NoSuchFileException another) {
      // Theirs is the key; and they may have tidied up.
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /**
   * @param purpose a constant of the program, as in {@code "database role sardonyx_api"}
   * @return 32 bytes, always the same ones for the purpose
   */
  public byte[] derive(String purpose) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(secret)
              .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES);
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** {@link #derive} in hexadecimal: a password that needs no quoting. */
  public String derivePassword(String purpose) {
    return HexFormat.of().formatHex(derive(purpose));
  }

  @Override
  public String toString() {
    return "RootKey"; // Never the secret.
  }
}
