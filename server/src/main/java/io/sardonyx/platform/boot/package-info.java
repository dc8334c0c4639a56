/** Starting and stopping: the program, and the PostgreSQL and Redis that it brings along. */
@NullMarked
@OwnedTables("system.installation")
package io.sardonyx.platform.boot;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
