/**
 * Chat sessions: one app user's conversations with an assistant, each a tree of messages. What
 * writes the answers is behind {@link io.sardonyx.sessions.Answering}.
 */
@NullMarked
package io.sardonyx.sessions;

import org.jspecify.annotations.NullMarked;
