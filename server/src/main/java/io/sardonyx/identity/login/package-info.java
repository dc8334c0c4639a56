/** Signing in and out: passwords, login sessions, access and refresh tokens. */
@NullMarked
@OwnedTables(value = "platform.login_sessions", sharedWith = "identity")
package io.sardonyx.identity.login;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
