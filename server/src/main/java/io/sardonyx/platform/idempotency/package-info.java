/** Requests that create something may be repeated with a key: they are done once. */
@NullMarked
package io.sardonyx.platform.idempotency;

import org.jspecify.annotations.NullMarked;
