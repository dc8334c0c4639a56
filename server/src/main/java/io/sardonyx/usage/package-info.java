/** Token usage: recorded for each request to a model, reported by day, user and model. */
@NullMarked
@OwnedTables("platform.token_usage")
package io.sardonyx.usage;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
