/** API keys: for programs that act for a user, scoped and revocable. */
@NullMarked
@OwnedTables(value = "platform.api_keys", sharedWith = "identity")
package io.sardonyx.identity.keys;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
