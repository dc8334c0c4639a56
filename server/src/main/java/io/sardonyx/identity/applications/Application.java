package io.sardonyx.identity.applications;

import java.time.Instant;
import java.util.UUID;

/**
 * What an organization builds on us.
 *
 * @param isWorkspace whether it is the one for the organization's own people
 * @param publishableKey names the application; no secret
 */
public record Application(
    UUID id,
    String name,
    boolean isWorkspace,
    boolean isActive,
    String publishableKey,
    Instant createdAt,
    Instant updatedAt) {}
