/** Streaming clients of model providers, one reader for each protocol. */
@NullMarked
package io.sardonyx.models.clients;

import org.jspecify.annotations.NullMarked;
