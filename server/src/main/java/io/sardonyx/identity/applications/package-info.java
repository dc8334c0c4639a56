/** What an organization builds on us: applications with their keys, and the people who use them. */
@NullMarked
@OwnedTables(
    value = {"platform.applications", "platform.application_secrets"},
    sharedWith = "identity",
    views = "platform.application_names")
package io.sardonyx.identity.applications;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
