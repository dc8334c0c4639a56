/** Model providers, their connections, and the streaming clients that read their protocols. */
@NullMarked
@OwnedTables(value = "platform.model_providers", views = "platform.model_provider_names")
package io.sardonyx.models;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
