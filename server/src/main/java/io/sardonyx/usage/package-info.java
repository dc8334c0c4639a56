/** What models read and wrote for whom, by day, for those who pay for it. */
@NullMarked
@OwnedTables("platform.token_usage")
package io.sardonyx.usage;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
