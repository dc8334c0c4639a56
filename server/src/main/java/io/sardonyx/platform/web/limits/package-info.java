/** Rate limits by caller, by address and by rate class. */
@NullMarked
package io.sardonyx.platform.web.limits;

import org.jspecify.annotations.NullMarked;
