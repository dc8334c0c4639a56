/**
 * Searching what was said: an index of short pieces of text that suits every language, written a
 * moment after the messages, and read in two steps, the second of which row-level security decides.
 */
@NullMarked
@OwnedTables({
  "platform.search_messages",
  "platform.search_titles",
  "platform.search_queue",
  "system.search_progress"
})
package io.sardonyx.search;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
