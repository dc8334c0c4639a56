/** How long an organization keeps chats: its rule, and the job that follows it and reports. */
@NullMarked
@OwnedTables({"platform.retention_rules", "platform.retention_runs"})
package io.sardonyx.retention;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
