/** The people who manage an organization: customer users, their teams and roles. */
@NullMarked
@OwnedTables(
    value = {"platform.customer_users", "platform.teams", "platform.customer_user_teams"},
    sharedWith = "identity")
package io.sardonyx.identity.people;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
