/** What the chat features share: their permissions and the rate class of requests to models. */
@NullMarked
package io.sardonyx.chat;

import org.jspecify.annotations.NullMarked;
