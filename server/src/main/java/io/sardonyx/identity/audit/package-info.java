/** What was done, by whom: sign-ins, changes of rights, keys, secrets. */
@NullMarked
@OwnedTables({"platform.audit_events", "system.refused_sign_ins"})
package io.sardonyx.identity.audit;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
