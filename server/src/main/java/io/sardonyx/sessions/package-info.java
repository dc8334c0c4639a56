/** Chat sessions: one app user's conversations with an assistant, each a tree of messages. */
@NullMarked
@OwnedTables(
    value = "platform.chat_sessions",
    sharedWith = "messages",
    views = "platform.chat_session_overviews")
package io.sardonyx.sessions;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
