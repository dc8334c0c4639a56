package io.sardonyx.identity.tokens;

import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.RootKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A refresh token: which login session, and which of its numbered tokens. Nothing of it is stored;
 * a MAC under a key derived from the root key makes it impossible to guess, so that the same number
 * can be handed out again when an answer was lost.
 *
 * @param generation from 1
 */
public record RefreshToken(UUID loginSessionId, int generation) {
  private static final String PREFIX = "sxr_";
  private static final int CONTENT = 20;
  private static final int MAC = 32;
  private static final int LENGTH = PREFIX.length() + (CONTENT + MAC) * 4 / 3 + 1;

  /** Empty when this node's root key did not make it. */
  static Optional<RefreshToken> parse(String text, RootKey rootKey) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (!Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes)
        .equals(text.substring(PREFIX.length()))) {
      return Optional.empty(); // Another spelling of a token.
    }
    var content = Arrays.copyOf(bytes, CONTENT);
    var mac = Arrays.copyOfRange(bytes, CONTENT, bytes.length);
    if (!MessageDigest.isEqual(mac, mac(content, rootKey))) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(content);
    return Optional.of(
        new RefreshToken(new UUID(buffer.getLong(), buffer.getLong()), buffer.getInt()));
  }

  String text(RootKey rootKey) {
    var content =
        ByteBuffer.allocate(CONTENT)
            .putLong(loginSessionId.getMostSignificantBits())
            .putLong(loginSessionId.getLeastSignificantBits())
            .putInt(generation)
            .array();
    var whole = ByteBuffer.allocate(CONTENT + MAC).put(content).put(mac(content, rootKey)).array();
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private static byte[] mac(byte[] content, RootKey rootKey) {
    return Hashes.hmac(rootKey.derive("refresh token"), content);
  }
}
