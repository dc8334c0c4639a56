package io.sardonyx.models;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider with its key as the database keeps it, and the organization that connected it. */
record SealedProvider(UUID organizationId, ModelProvider provider, byte @Nullable [] sealedKey) {}
