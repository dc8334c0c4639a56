package io.sardonyx.identity.people;

import java.time.Instant;
import java.util.UUID;

/**
 * @param role owner, admin, developer, moderator or viewer
 */
public record TeamMember(
    UUID customerUserId, String email, String displayName, String role, Instant createdAt) {}
