/** Strict JSON parsing, and JSON that the database built and that is sent as it is. */
@NullMarked
package io.sardonyx.platform.json;

import org.jspecify.annotations.NullMarked;
