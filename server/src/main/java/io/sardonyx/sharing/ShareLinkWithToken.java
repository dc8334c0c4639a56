package io.sardonyx.sharing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that was made just now.
 *
 * @param token the secret; it is shown this once
 * @param path where it is read: {@code /api/v1/shared/…}
 */
public record ShareLinkWithToken(
    UUID sessionId,
    boolean requiresLogin,
    @Nullable Instant expiresAt,
    Instant createdAt,
    String token,
    String path) {
  static ShareLinkWithToken of(ShareLink link, String token) {
    return new ShareLinkWithToken(
        link.sessionId(),
        link.requiresLogin(),
        link.expiresAt(),
        link.createdAt(),
        token,
        "/api/v1/shared/" + token);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "ShareLinkWithToken[" + sessionId + "]";
  }
}
