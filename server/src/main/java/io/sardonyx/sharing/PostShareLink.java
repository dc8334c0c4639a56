package io.sardonyx.sharing;

import jakarta.validation.constraints.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link to make.
 *
 * @param requiresLogin by default its readers must be signed in to the organization
 * @param expiresAt by default it is good until it is revoked
 */
public record PostShareLink(@Nullable Boolean requiresLogin, @Future @Nullable Instant expiresAt) {
  boolean needsLogin() {
    return requiresLogin == null || requiresLogin;
  }
}
