package io.sardonyx.identity.organizations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tenant.
 *
 * @param passwordLength how many characters its people's passwords need; null for as many as
 *     anybody's
 * @param secondFactorRequired whether its people can do nothing before they have a second factor
 */
public record Organization(
    UUID id,
    String name,
    @Nullable Integer passwordLength,
    boolean secondFactorRequired,
    Instant createdAt,
    Instant updatedAt) {}
