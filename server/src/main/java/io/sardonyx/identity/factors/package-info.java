/** Second factors: digits of an authenticator, and the codes for who has lost it. */
@NullMarked
@OwnedTables(
    value = {"platform.factors", "platform.factor_challenges", "platform.recovery_codes"},
    sharedWith = "identity")
package io.sardonyx.identity.factors;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
