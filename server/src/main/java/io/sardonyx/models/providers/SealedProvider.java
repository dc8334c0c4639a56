package io.sardonyx.models.providers;

import io.sardonyx.models.ModelProvider;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider with its encrypted key, and the organization that connected it. */
record SealedProvider(UUID organizationId, ModelProvider provider, byte @Nullable [] sealedKey) {}
