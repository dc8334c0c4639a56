/** One's own account: who am I, what may I do, what do I prefer. */
@NullMarked
@OwnedTables("platform.app_user_preferences")
package io.sardonyx.identity.profile;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
