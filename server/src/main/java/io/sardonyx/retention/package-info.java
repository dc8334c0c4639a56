/** How long an organization keeps chats: its rule, and the job that follows it and reports. */
@NullMarked
package io.sardonyx.retention;

import org.jspecify.annotations.NullMarked;
