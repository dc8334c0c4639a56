package io.sardonyx.identity.factors;

import java.time.Instant;
import java.util.UUID;

/** That a login session is asked for a factor's digits. */
public record Challenge(UUID id, Instant expiresAt) {}
