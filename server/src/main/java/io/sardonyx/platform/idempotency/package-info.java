/** Requests that create something may be repeated with a key: they are done once. */
@NullMarked
@OwnedTables("platform.idempotency_keys")
package io.sardonyx.platform.idempotency;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
