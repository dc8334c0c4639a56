/** Links by which a chat can be read, and read only, by whoever has the secret in them. */
@NullMarked
@OwnedTables("platform.share_links")
package io.sardonyx.sharing;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
