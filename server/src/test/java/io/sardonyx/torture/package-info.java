/**
 * Kills everything, again and again, under writing and reading clients, and counts what is left.
 */
@NullMarked
package io.sardonyx.torture;

import org.jspecify.annotations.NullMarked;
