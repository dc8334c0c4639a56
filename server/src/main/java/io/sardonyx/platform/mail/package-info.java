/** Sends mail, or says in the log what it would have sent. */
@NullMarked
package io.sardonyx.platform.mail;

import org.jspecify.annotations.NullMarked;
