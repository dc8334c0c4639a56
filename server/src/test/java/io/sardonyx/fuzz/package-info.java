/** Requests, frames and bytes that nobody thought of, made at random from what is published. */
@NullMarked
package io.sardonyx.fuzz;

import org.jspecify.annotations.NullMarked;
