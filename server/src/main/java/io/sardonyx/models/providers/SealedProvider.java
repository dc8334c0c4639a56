package io.sardonyx.models.providers;

import io.sardonyx.models.ModelProvider;
import org.jspecify.annotations.Nullable;

/** A provider with its encrypted key. */
record SealedProvider(ModelProvider provider, byte @Nullable [] sealedKey) {}
