/** The message tree of a chat session: sending, branches, reading, and answers. */
@NullMarked
@OwnedTables(
    value = {"platform.chat_messages", "platform.tool_calls", "platform.chat_summaries"},
    sharedWith = "sessions",
    views = "platform.chat_message_texts")
package io.sardonyx.messages;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
