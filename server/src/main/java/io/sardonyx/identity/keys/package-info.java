/** API keys: for programs that act for a user, scoped and revocable. */
@NullMarked
package io.sardonyx.identity.keys;

import org.jspecify.annotations.NullMarked;
