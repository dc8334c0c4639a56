/**
 * What tests stand on: the real program as processes, and clients that a user could have written.
 */
@NullMarked
package io.sardonyx.testing;

import org.jspecify.annotations.NullMarked;
