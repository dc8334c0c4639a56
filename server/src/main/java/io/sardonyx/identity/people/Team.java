package io.sardonyx.identity.people;

import java.time.Instant;
import java.util.UUID;

/** Customer users who run an application together. */
public record Team(UUID id, UUID applicationId, String name, Instant createdAt) {}
