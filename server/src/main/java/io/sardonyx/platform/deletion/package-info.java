/**
 * Removing for good what was deleted or is no longer kept: each package that owns data says how its
 * rows go, in steps, and jobs ask all of them.
 */
@NullMarked
package io.sardonyx.platform.deletion;

import org.jspecify.annotations.NullMarked;
