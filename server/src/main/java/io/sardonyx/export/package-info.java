/** Chats written down to take along: as JSON for programs, as Markdown for people. */
@NullMarked
package io.sardonyx.export;

import org.jspecify.annotations.NullMarked;
