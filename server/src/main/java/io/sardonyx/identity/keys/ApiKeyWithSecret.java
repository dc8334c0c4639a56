package io.sardonyx.identity.keys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key at the one moment at which it is shown.
 *
 * @param key the whole of it; what is kept is its hash
 */
public record ApiKeyWithSecret(
    UUID id,
    String name,
    String key,
    String prefix,
    List<String> scopes,
    @Nullable Instant expiresAt,
    Instant createdAt) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "ApiKeyWithSecret[" + id + "]";
  }
}
