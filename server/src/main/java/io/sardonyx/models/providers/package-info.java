/** The model providers of an organization, and which model answers whom. */
@NullMarked
@OwnedTables(value = "platform.model_providers", views = "platform.model_provider_names")
package io.sardonyx.models.providers;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
