/** How people sign in by themselves: addresses, passwords, and mails that prove a mailbox. */
@NullMarked
package io.sardonyx.identity.accounts;

import org.jspecify.annotations.NullMarked;
