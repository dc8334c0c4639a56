/** Work that nobody asks for: done at its time, by one node of all. */
@NullMarked
@OwnedTables({"system.jobs", "system.tasks"})
package io.sardonyx.platform.jobs;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
