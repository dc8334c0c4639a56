package io.sardonyx.identity.people;

import java.time.Instant;
import java.util.UUID;

/** The tenant. */
public record Organization(UUID id, String name, Instant createdAt, Instant updatedAt) {}
