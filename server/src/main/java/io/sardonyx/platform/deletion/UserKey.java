package io.sardonyx.platform.deletion;

import java.util.UUID;

/** An app user, by the columns with which rows say whose they are. */
public record UserKey(UUID organizationId, UUID applicationId, UUID userId) {}
