/** Who may call at this moment, cached and invalidated on every node within a second. */
@NullMarked
@OwnedTables("platform.standing_changes")
package io.sardonyx.identity.principals;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
