package io.sardonyx.realtime;

import io.sardonyx.platform.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As whom a socket speaks.
 *
 * @param expiresAt when the token or the API key ends; absent for a key that does not
 */
record SocketPrincipal(Caller caller, @Nullable Instant expiresAt) {
  boolean isExpired(Instant now) {
    return expiresAt != null && now.isAfter(expiresAt.plus(grace()));
  }

  /** Nobody renews a key, so there is nothing on its way to wait for. */
  private Duration grace() {
    return caller.apiKeyId() == null ? SocketLimits.EXPIRY_GRACE : Duration.ZERO;
  }
}
