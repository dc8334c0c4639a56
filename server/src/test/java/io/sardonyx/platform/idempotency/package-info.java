/** Repeating without doing twice. */
@NullMarked
package io.sardonyx.platform.idempotency;

import org.jspecify.annotations.NullMarked;
