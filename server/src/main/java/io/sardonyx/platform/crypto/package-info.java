/** Keys, passwords, ids. */
@NullMarked
@OwnedTables("system.signing_keys")
package io.sardonyx.platform.crypto;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
