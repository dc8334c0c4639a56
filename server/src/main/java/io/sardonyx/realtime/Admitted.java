package io.sardonyx.realtime;

import io.sardonyx.platform.caller.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As whom a socket speaks.
 *
 * @param expiresAt when the token ends; absent for what does not end by itself, as API keys
 */
record Admitted(Caller caller, @Nullable Instant expiresAt) {
  boolean isExpired(Instant now) {
    return expiresAt != null && now.isAfter(expiresAt.plus(Limits.EXPIRY_GRACE));
  }
}
