package io.sardonyx.identity.keys;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new API key.
 *
 * @param scopes as in {@code chat:read}; each must be among one's own permissions
 * @param expiresAt never when it is not given
 */
public record PostApiKey(
    @NotNull @Size(min = 1, max = 200) String name,
    @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 100) String> scopes,
    @Nullable Instant expiresAt) {}
