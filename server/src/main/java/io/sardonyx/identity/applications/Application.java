package io.sardonyx.identity.applications;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an organization builds on us.
 *
 * @param isWorkspace whether it is the one for the organization's own people
 * @param publishableKey names the application; no secret
 * @param signUpEnabled whether anybody may make themselves an account, at /auth/v1/signup
 * @param emailConfirmation whether such an account is of use only after a mail was read
 * @param currentPasswordRequired whether who changes their password or address says the one they
 *     have, or has come by a mail just now; else it is enough to have signed in within a day
 * @param redirectUrls where links in mails may lead
 */
public record Application(
    UUID id,
    String name,
    boolean isWorkspace,
    boolean isActive,
    String publishableKey,
    boolean signUpEnabled,
    boolean emailConfirmation,
    boolean currentPasswordRequired,
    List<String> redirectUrls,
    Instant createdAt,
    Instant updatedAt) {}
