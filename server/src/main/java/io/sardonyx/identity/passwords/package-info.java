/** Password rules, and the delay after failed sign-ins. */
@NullMarked
package io.sardonyx.identity.passwords;

import org.jspecify.annotations.NullMarked;
