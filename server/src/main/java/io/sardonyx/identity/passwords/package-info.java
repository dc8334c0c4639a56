/** Password rules, and the delay after failed sign-ins. */
@NullMarked
@OwnedTables("system.sign_in_failures")
package io.sardonyx.identity.passwords;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
