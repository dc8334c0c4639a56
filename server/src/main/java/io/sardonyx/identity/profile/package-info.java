/** One's own account: who am I, what may I do, what do I prefer. */
@NullMarked
package io.sardonyx.identity.profile;

import org.jspecify.annotations.NullMarked;
