package io.sardonyx.models;

import org.jspecify.annotations.Nullable;

/** A provider with its key as the database keeps it. */
record SealedProvider(ModelProvider provider, byte @Nullable [] sealedKey) {}
