/** The message tree of a chat session: sending, branches, reading, and the rows of answers. */
@NullMarked
package io.sardonyx.messages;

import org.jspecify.annotations.NullMarked;
