/** Access tokens, refresh tokens, and the published signing keys. */
@NullMarked
package io.sardonyx.identity.tokens;

import org.jspecify.annotations.NullMarked;
