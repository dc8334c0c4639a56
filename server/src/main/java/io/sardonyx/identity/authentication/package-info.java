/**
 * Who may call at this moment: credentials become a principal, cached, and invalidated on every
 * node within a second.
 */
@NullMarked
@OwnedTables("platform.standing_changes")
package io.sardonyx.identity.authentication;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
