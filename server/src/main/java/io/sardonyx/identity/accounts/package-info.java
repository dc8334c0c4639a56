/** How people sign in by themselves: addresses, passwords, and mails that prove a mailbox. */
@NullMarked
@OwnedTables(
    value = {"platform.accounts", "platform.auth_codes", "platform.one_time_tokens"},
    sharedWith = "identity")
package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
