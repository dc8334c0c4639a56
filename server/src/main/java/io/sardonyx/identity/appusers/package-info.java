/** App users, their accounts, and the tokens that an application signs for them. */
@NullMarked
@OwnedTables(
    value = "platform.app_users",
    sharedWith = "identity",
    views = "platform.app_user_names")
package io.sardonyx.identity.appusers;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
