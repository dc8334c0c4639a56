/** Organizations: the tenants, and how one is provisioned. */
@NullMarked
@OwnedTables(value = "platform.organizations", sharedWith = "identity")
package io.sardonyx.identity.organizations;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
