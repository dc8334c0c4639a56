package io.sardonyx.identity.people;

import java.util.UUID;

/**
 * One of the organization's own people: a customer user, and the app user of the Workspace that
 * they are there.
 */
public record NewCustomerUser(
    UUID id,
    UUID appUserId,
    UUID organizationId,
    UUID workspaceId,
    String email,
    String displayName) {}
